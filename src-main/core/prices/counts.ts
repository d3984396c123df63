import type { Usage } from '../wire/anthropic/messages.ts';
import { recordOf } from '../wire/open-fields.ts';

/** What of a usage is paid for, each kind apart. */
export interface Counts {
  /** Without what the cache gave or took. */
  input: number;
  output: number;
  cacheRead: number;
  /** Written for five minutes. */
  cacheWrite: number;
  /** Written for an hour. */
  cacheWrite1h: number;
  webSearches: number;
}

/**
 * Reads what is paid for; null where input or output was not told, or any count is no whole number. Cache counts that
 * are absent are 0: who does not tell them counts the whole prompt as input.
 */
export function readCounts(usage: Usage): Counts | null {
  const created = recordOf(usage['cache_creation']);
  const hour = created['ephemeral_1h_input_tokens'] ?? 0;
  const minutes = created['ephemeral_5m_input_tokens'] ?? 0;
  const written = usage.cache_creation_input_tokens ?? sumOf(hour, minutes);
  const counts = {
    input: usage.input_tokens,
    output: usage.output_tokens,
    cacheRead: usage.cache_read_input_tokens ?? 0,
    cacheWrite1h: hour,
    webSearches: recordOf(usage['server_tool_use'])['web_search_requests'] ?? 0,
  };
  if (!isWhole(written) || !areWhole(counts)) return null;
  return { ...counts, cacheWrite: Math.max(0, written - counts.cacheWrite1h) };
}

function sumOf(one: unknown, other: unknown): unknown {
  return typeof one === 'number' && typeof other === 'number' ? one + other : undefined;
}

function areWhole<Name extends string>(counts: Record<Name, unknown>): counts is Record<Name, number> {
  return Object.values(counts).every(isWhole);
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
