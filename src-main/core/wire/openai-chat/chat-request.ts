import type {
  ChatCompletionContentPart,
  ChatCompletionContentPartImage,
  ChatCompletionContentPartText,
  ChatCompletionMessageFunctionToolCall,
} from 'openai/resources/chat/completions';
import type { ChatQuirks } from './quirks.ts';

/** Anthropic's cache breakpoint, which some upstreams take on a content part. */
interface CacheMarked {
  cache_control?: { type: string; ttl?: string };
}

/** A piece of text in a message. */
export type TextPart = ChatCompletionContentPartText & CacheMarked;
/** A piece of a user message that is not text. */
type MediaPart = (ChatCompletionContentPartImage | ChatCompletionContentPart.File) & CacheMarked;
/** A piece of a user message. */
export type ChatPart = TextPart | MediaPart;

/** A message of `POST /chat/completions`, with the fields that vendors add for their own reasoning. */
export type ChatMessage =
  | { role: 'system' | 'developer'; content: string | TextPart[] }
  | { role: 'user'; content: string | ChatPart[] }
  | { role: 'tool'; tool_call_id: string; content: string | TextPart[] }
  | AssistantMessage;

/** What the model said and called. */
export interface AssistantMessage {
  role: 'assistant';
  content: string | TextPart[] | null;
  tool_calls?: ChatCompletionMessageFunctionToolCall[];
  reasoning_content?: string;
  reasoning?: string;
  reasoning_details?: unknown[];
}

/** What all parts of one translation share. */
export interface Writing {
  vendor: string;
  quirks: ChatQuirks;
  /** Notes what could not be carried over; a sentence that comes again counts once. */
  lose: (loss: string) => void;
}

/** Whether a part is text. */
export function isText(part: ChatPart): part is TextPart {
  return part.type === 'text';
}

/** Parts as a message holds them: one plain string, which every upstream takes, unless something would be lost by it. */
export function contentOf<Part extends ChatPart>(parts: readonly Part[]): string | Part[] {
  const texts = parts.map((part) => (isText(part) && !part.cache_control ? part.text : undefined));
  return texts.every((text) => text !== undefined) ? texts.join('\n\n') : [...parts];
}
