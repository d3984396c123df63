import type { MessagesRequest } from '../anthropic/messages.ts';
import type { WireTarget, WrittenRequest } from '../wire.ts';
import type { Writing } from './chat-request.ts';
import type { ChatQuirks } from './quirks.ts';
import { loseRest, writeUser } from './request-fields.ts';
import { writeFormat } from './write-format.ts';
import { writeMessages } from './write-messages.ts';
import { writeThinking } from './write-thinking.ts';
import { writeTools } from './write-tools.ts';

/**
 * Writes the Chat Completions request for an Anthropic one, which it leaves as it was; what cannot be carried is among
 * the losses. Throws RequestError for more tools than the upstream takes.
 */
export function writeChatRequest(request: MessagesRequest, target: WireTarget<ChatQuirks>): WrittenRequest {
  const losses = new Set<string>();
  const writing: Writing = { vendor: target.vendor, quirks: target.quirks, lose: (loss) => losses.add(loss) };
  const tools = writeTools(request, writing);
  const format = writeFormat(request, writing);
  const body = {
    model: target.model,
    messages: writeMessages(request, format.instruction, writing),
    ...tools.fields,
    ...format.fields,
    ...writeThinking(request, tools.has, writing),
    ...writeLimits(request, writing),
    ...writeUser(request, writing),
    ...writeCache(request, writing),
    ...writeStream(request, writing),
  };
  loseRest(request, 'Chat', writing);
  return {
    path: '/chat/completions',
    body,
    toolNames: tools.toolNames,
    prelude: tools.prelude,
    losses: [...losses],
  };
}

function writeLimits(request: MessagesRequest, { quirks, lose }: Writing): Record<string, unknown> {
  const { max_tokens: asked } = request;
  const stops = Array.isArray(request.stop_sequences) ? request.stop_sequences : [];
  const { maxTokensField = 'max_tokens', maxOutputTokens = Infinity, maxStops = 4 } = quirks;
  if (typeof asked === 'number' && asked > maxOutputTokens) lose(`max_tokens over ${maxOutputTokens}`);
  if (stops.length > maxStops) lose(`stop sequences beyond the first ${maxStops}`);
  const stop = stops.slice(0, maxStops);
  return {
    ...(typeof asked === 'number' && { [maxTokensField]: Math.min(asked, maxOutputTokens) }),
    ...(stop.length > 0 && { stop }),
  };
}

function writeCache(request: MessagesRequest, { quirks, lose }: Writing): Record<string, unknown> {
  const { cache_control: control } = request;
  if (!control) return {};
  if (quirks.cacheControl) return { cache_control: control };
  lose('cache_control: this provider caches by itself or not at all');
  return {};
}

function writeStream({ stream }: MessagesRequest, { quirks }: Writing): Record<string, unknown> {
  if (!stream) return { stream: false };
  return { stream: true, ...(!quirks.noStreamOptions && { stream_options: { include_usage: true } }) };
}
