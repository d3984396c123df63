import type { ChatRequest } from 'ollama';
import type { MessagesRequest } from '../anthropic/messages.ts';
import type { Effort } from '../openai-chat/quirks.ts';
import { wantedEffort } from '../openai-chat/write-thinking.ts';
import type { OllamaQuirks } from './quirks.ts';
import type { OllamaMessage } from './write-messages.ts';

type Think = NonNullable<ChatRequest['think']>;

const levels: Readonly<Record<Effort, Think>> = {
  minimal: 'low',
  low: 'low',
  medium: 'medium',
  high: 'high',
  xhigh: 'high',
  max: 'high',
};

/**
 * Writes `think`. Models that cannot think refuse it unless it is false, and those that can think where nothing is said,
 * so the `adaptive` of today's clients says nothing: https://docs.ollama.com/capabilities/thinking (2026-11).
 */
export function writeThink(
  request: MessagesRequest,
  { thinkLevels }: OllamaQuirks,
  lose: (loss: string) => void,
): { think?: Think } {
  const wanted = wantedEffort(request);
  if (wanted === 'off') return { think: false };
  if (wanted && thinkLevels) return { think: levels[wanted] };
  const { thinking, output_config: config } = request;
  if (config?.effort) lose(`effort "${config.effort}": models that cannot think would refuse it`);
  if (thinking?.budget_tokens !== undefined) lose('thinking.budget_tokens');
  return thinking?.type === 'enabled' ? { think: true } : {};
}

const smallestContext = 8_192;
const largestContext = 131_072;
/** Clients ask for answers as long as a model could ever give; only so much of one gets room of its own. */
const roomForAnswer = 8_192;
/** Rather too few: where the context is too small the request is refused. */
const bytesPerToken = 3;
const tokensPerImage = 1_600;

/** What fills the context. */
interface Prompt {
  messages: readonly OllamaMessage[];
  tools: unknown;
}

/** Writes the options: sampling, limits, and a context that the conversation fits into. */
export function writeOptions(
  request: MessagesRequest,
  prompt: Prompt,
  quirks: OllamaQuirks,
): NonNullable<ChatRequest['options']> {
  const { max_tokens: asked, temperature, top_p, top_k, stop_sequences: stop } = request;
  const context = contextFor(estimateTokens(prompt) + Math.min(asked ?? Infinity, roomForAnswer), quirks);
  return {
    num_ctx: context,
    ...(typeof asked === 'number' && { num_predict: Math.min(asked, context) }),
    ...(typeof temperature === 'number' && { temperature }),
    ...(typeof top_p === 'number' && { top_p }),
    ...(typeof top_k === 'number' && { top_k }),
    ...(stop && stop.length > 0 && { stop }),
  };
}

/** A power of two, because another size makes Ollama load the model anew and forget the prompts that it knows. */
function contextFor(needed: number, { contextTokens = largestContext }: OllamaQuirks): number {
  const power = 2 ** Math.ceil(Math.log2(needed));
  return Math.min(Math.max(power, smallestContext), contextTokens);
}

function estimateTokens({ messages, tools }: Prompt): number {
  const images = messages.reduce((count, message) => count + (message.images?.length ?? 0), 0);
  const texts = messages.map(({ images: _images, ...rest }) => rest);
  const bytes = Buffer.byteLength(JSON.stringify([texts, tools]));
  return Math.ceil(bytes / bytesPerToken) + images * tokensPerImage;
}
