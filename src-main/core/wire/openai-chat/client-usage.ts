import type { CompletionUsage } from 'openai/resources/completions';
import type { StopReason, Usage } from '../anthropic/messages.ts';

/** Writes counts as OpenAI has them: the prompt includes what the cache gave and took. Totals are numbers in any case. */
export function writeChatUsage(usage: Usage): CompletionUsage {
  const { input_tokens: input = 0, output_tokens: output = 0, cache_read_input_tokens: cached } = usage;
  const { cache_creation_input_tokens: written = 0, output_tokens_details: details } = usage;
  const prompt = input + (cached ?? 0) + written;
  const thought = details?.thinking_tokens;
  return {
    prompt_tokens: prompt,
    completion_tokens: output,
    total_tokens: prompt + output,
    ...(cached !== undefined && { prompt_tokens_details: { cached_tokens: cached } }),
    ...(thought !== undefined && { completion_tokens_details: { reasoning_tokens: thought } }),
  };
}

/** Why an answer ended, for clients of Chat. */
export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter';

const finishReasons: Readonly<Record<string, FinishReason>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  pause_turn: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool_calls',
  refusal: 'content_filter',
};

/** The `finish_reason` that a stop reason amounts to; one that nobody knows is an end like another. */
export function finishReasonOf(stop: StopReason | null): FinishReason {
  return finishReasons[stop ?? 'end_turn'] ?? 'stop';
}
