import type { MessagesRequest } from '../anthropic/messages.ts';
import type { WireTarget, WrittenRequest } from '../wire.ts';
import type { Writing } from './chat-request.ts';
import type { ChatQuirks } from './quirks.ts';
import { recordOf } from './open-fields.ts';
import { stableHash } from './stable-hash.ts';
import { writeFormat } from './write-format.ts';
import { writeMessages } from './write-messages.ts';
import { writeThinking } from './write-thinking.ts';
import { writeTools } from './write-tools.ts';

/** Fields of a request that are translated, each somewhere below; of any other the loss is said. */
const translated = new Set([
  'model',
  'messages',
  'system',
  'tools',
  'tool_choice',
  'thinking',
  'output_config',
  'max_tokens',
  'stream',
  'stop_sequences',
  'temperature',
  'top_p',
  'top_k',
  'metadata',
  'cache_control',
]);

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
  loseRest(request, writing);
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
  const stops = request.stop_sequences ?? [];
  const { maxTokensField = 'max_tokens', maxOutputTokens = Infinity, maxStops = 4 } = quirks;
  if (typeof asked === 'number' && asked > maxOutputTokens) lose(`max_tokens over ${maxOutputTokens}`);
  if (stops.length > maxStops) lose(`stop sequences beyond the first ${maxStops}`);
  const stop = stops.slice(0, maxStops);
  return {
    ...(typeof asked === 'number' && { [maxTokensField]: Math.min(asked, maxOutputTokens) }),
    ...(stop.length > 0 && { stop }),
  };
}

/** Claude Code's user_id names account, device and session: hashed, it still keeps a session on one cache. */
function writeUser({ metadata }: MessagesRequest, { quirks, lose }: Writing): Record<string, unknown> {
  const { user_id: user, ...rest } = recordOf(metadata);
  for (const field of Object.keys(rest)) lose(`metadata.${field}`);
  if (typeof user !== 'string') return {};
  if (quirks.userField) return { [quirks.userField]: stableHash(user, 32) };
  lose('metadata.user_id');
  return {};
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

function loseRest(request: MessagesRequest, { lose }: Writing): void {
  const rest = Object.keys(request).filter((field) => !translated.has(field));
  const { effort: _effort, format: _format, ...options } = recordOf(request.output_config);
  for (const field of rest) lose(`${field}: Chat has no such field`);
  for (const field of Object.keys(options)) lose(`output_config.${field}`);
}
