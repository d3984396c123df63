import type { Usage } from '../anthropic/messages.ts';
import { isRecord, recordOf } from '../open-fields.ts';
import { readServiceTier, readToldCost } from '../told-cost.ts';

/**
 * Reads the usage of an answer in Anthropic's terms; undefined where nothing was told, as by zeros throughout. OpenAI
 * counts what the cache gave among the prompt's tokens, Anthropic does not. The cache's counts stand where OpenAI and
 * OpenRouter have them, where Moonshot has, or where DeepSeek has.
 */
export function readChatUsage(value: unknown, serviceTier?: unknown): Usage | undefined {
  if (!isRecord(value)) return undefined;
  const { prompt_tokens: prompt, completion_tokens: completion } = value;
  const ofPrompt = recordOf(value['prompt_tokens_details']);
  const read = countOf(ofPrompt['cached_tokens'], value['cached_tokens'], value['prompt_cache_hit_tokens']);
  const written = countOf(ofPrompt['cache_write_tokens'], value['cache_creation_input_tokens']);
  const thought = countOf(recordOf(value['completion_tokens_details'])['reasoning_tokens']);
  const input = countOf(prompt);
  const output = countOf(completion);
  if (!input && !output) return undefined;
  return {
    ...(input === undefined ? {} : { input_tokens: Math.max(0, input - (read ?? 0) - (written ?? 0)) }),
    ...(output === undefined ? {} : { output_tokens: output }),
    ...(read === undefined ? {} : { cache_read_input_tokens: read }),
    ...(written === undefined ? {} : { cache_creation_input_tokens: written }),
    ...(thought === undefined ? {} : { output_tokens_details: { thinking_tokens: thought } }),
    ...readToldCost(value),
    ...readServiceTier(serviceTier),
  };
}

function countOf(...places: unknown[]): number | undefined {
  return places.find((value) => typeof value === 'number');
}
