import type { Message, ToolCall } from 'ollama';
import {
  isText,
  type AssistantMessage,
  type ChatMessage,
  type ChatPart,
} from '../openai-chat/chat-request.ts';
import { recordOf } from '../open-fields.ts';

/** A message of `POST /api/chat`, with the ids that its server knows and the package's types lack. */
export interface OllamaMessage extends Message {
  images?: string[];
  tool_calls?: (ToolCall & { id: string })[];
  tool_call_id?: string;
}

/** Spells a conversation of the Chat API in Ollama's terms; the order of messages, results and media stays. */
export function writeOllamaMessages(
  messages: readonly ChatMessage[],
  lose: (loss: string) => void,
): OllamaMessage[] {
  const nameOfCall = new Map<string, string>();
  return messages.map((message): OllamaMessage => {
    switch (message.role) {
      case 'assistant':
        for (const { id, function: called } of message.tool_calls ?? []) nameOfCall.set(id, called.name);
        return writeAssistant(message);
      case 'tool': {
        const { tool_call_id } = message;
        const tool_name = nameOfCall.get(tool_call_id) ?? '';
        return { role: 'tool', content: textOf(message.content, lose), tool_name, tool_call_id };
      }
      case 'user': {
        const images = imagesOf(message.content);
        const content = textOf(message.content, lose);
        return { role: 'user', content, ...(images.length > 0 && { images }) };
      }
      default:
        return { role: 'system', content: textOf(message.content, lose) };
    }
  });
}

/** Thinking is among what the model said, in the field where it came from. */
function writeAssistant({ content, tool_calls, reasoning }: AssistantMessage): OllamaMessage {
  const calls = tool_calls?.map(({ id, function: { name, arguments: text } }) => ({
    id,
    function: { name, arguments: recordOf(JSON.parse(text)) },
  }));
  return {
    role: 'assistant',
    content: typeof content === 'string' ? content : (content ?? []).map(({ text }) => text).join('\n\n'),
    ...(reasoning && { thinking: reasoning }),
    ...(calls && { tool_calls: calls }),
  };
}

/** The text of a message, with a word in the place of what Ollama would not fetch. */
function textOf(content: string | readonly ChatPart[], lose: (loss: string) => void): string {
  if (typeof content === 'string') return content;
  const texts = content.flatMap((part) => {
    if (isText(part)) return [part];
    if (dataOf(part) !== undefined) return [];
    lose('an image was left out: Ollama takes images as data only, not by address');
    const text = '[Signalbox left out an image: Ollama takes images as data only, not by address.]';
    return [{ type: 'text' as const, text }];
  });
  return texts.map(({ text }) => text).join('\n\n');
}

function imagesOf(content: string | readonly ChatPart[]): string[] {
  return typeof content === 'string' ? [] : content.flatMap((part) => dataOf(part) ?? []);
}

/** The base64 of a data URL. */
function dataOf(part: ChatPart): string | undefined {
  if (part.type !== 'image_url' || !part.image_url.url.startsWith('data:')) return undefined;
  return part.image_url.url.slice(part.image_url.url.indexOf(',') + 1);
}
