import type { MessagesRequest } from '../anthropic/messages.ts';
import { recordOf } from '../open-fields.ts';
import type { Writing } from './chat-request.ts';
import { stableHash } from './stable-hash.ts';

/** Fields of a request that OpenAI's protocols have a place for; of any other the loss is said. */
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

/** Claude Code's user_id names account, device and session: hashed, it still keeps a session on one cache. */
export function writeUser({ metadata }: MessagesRequest, { quirks, lose }: Writing): Record<string, unknown> {
  const { user_id: user, ...rest } = recordOf(metadata);
  for (const field of Object.keys(rest)) lose(`metadata.${field}`);
  if (typeof user !== 'string') return {};
  if (quirks.userField) return { [quirks.userField]: stableHash(user, 32) };
  lose('metadata.user_id');
  return {};
}

/** Names each field that is not translated at all. */
export function loseRest(request: MessagesRequest, protocol: string, { lose }: Writing): void {
  const rest = Object.keys(request).filter((field) => !translated.has(field));
  const { effort: _effort, format: _format, ...options } = recordOf(request.output_config);
  for (const field of rest) lose(`${field}: ${protocol} has no such field`);
  for (const field of Object.keys(options)) lose(`output_config.${field}`);
}
