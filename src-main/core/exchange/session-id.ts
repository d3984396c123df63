import type { IncomingHttpHeaders } from 'node:http';
import { recordOf } from '../wire/open-fields.ts';

/** Of Claude Code, and of Codex, whose older versions write it with an underscore. */
const sessionHeaders = ['x-claude-code-session-id', 'session-id', 'session_id'];
const longestId = 200;

/**
 * Reads which session of its client a request belongs to; null where it does not say. Claude Code tells it in a header
 * or in the JSON of its `user_id`, Codex in a header, others only in the key by which their prompts are cached.
 */
export function readSessionId(headers: IncomingHttpHeaders, body: unknown): string | null {
  const { metadata, prompt_cache_key: cacheKey } = recordOf(body);
  const told = sessionHeaders.map((name) => headers[name]);
  return [...told, sessionOfUser(recordOf(metadata)['user_id']), cacheKey].find(isId) ?? null;
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longestId;
}

function sessionOfUser(userId: unknown): unknown {
  if (typeof userId !== 'string' || !userId.startsWith('{')) return undefined;
  try {
    return recordOf(JSON.parse(userId))['session_id'];
  } catch {
    // Somebody's own id that happens to begin with a brace.
    return undefined;
  }
}
