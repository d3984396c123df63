import type { Usage } from '../anthropic/messages.ts';
import { isRecord } from '../open-fields.ts';

/**
 * Reads `usageMetadata` in Anthropic's terms; undefined where nothing was told. Gemini counts what the cache gave among
 * the prompt's tokens, and thoughts beside the candidates'; each chunk's counts replace those before.
 */
export function readGeminiUsage(value: unknown): Usage | undefined {
  if (!isRecord(value)) return undefined;
  const prompt = countOf(value['promptTokenCount']);
  const cached = countOf(value['cachedContentTokenCount']);
  const searched = countOf(value['toolUsePromptTokenCount']);
  const said = countOf(value['candidatesTokenCount']);
  const thought = countOf(value['thoughtsTokenCount']);
  return {
    ...(prompt === undefined ? {} : { input_tokens: Math.max(0, prompt + (searched ?? 0) - (cached ?? 0)) }),
    ...(said === undefined && thought === undefined ? {} : { output_tokens: (said ?? 0) + (thought ?? 0) }),
    ...(cached === undefined ? {} : { cache_read_input_tokens: cached }),
    ...(thought === undefined ? {} : { output_tokens_details: { thinking_tokens: thought } }),
  };
}

function countOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
