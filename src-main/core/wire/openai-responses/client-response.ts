import type { ResponseUsage } from 'openai/resources/responses/responses';
import type { StopReason, Usage } from '../anthropic/messages.ts';
import type { AnswerFacts } from '../client-wire.ts';
import { outputId, type OutputNames } from './client-output.ts';

/** What an answer is written from, besides what the model says. */
export interface ResponseFacts extends AnswerFacts, OutputNames {
  /** The request's body, whose settings the answer repeats. */
  settings: Readonly<Record<string, unknown>>;
}

/** Repeated with these values where the request left them out. Tools and instructions are not: they can be long, and stream thrice. */
const settingDefaults: Readonly<Record<string, unknown>> = {
  max_output_tokens: null,
  metadata: {},
  parallel_tool_calls: true,
  reasoning: { effort: null, summary: null },
  temperature: null,
  text: { format: { type: 'text' } },
  tool_choice: 'auto',
  top_p: null,
  truncation: 'disabled',
};

/** Why an answer is not whole, by Anthropic's word for it; a reason that is not here ends a whole one. */
const incompleteReasons: Readonly<Partial<Record<StopReason, string>>> = {
  max_tokens: 'max_output_tokens',
  model_context_window_exceeded: 'max_output_tokens',
  pause_turn: 'max_output_tokens',
  refusal: 'content_filter',
};

/** How an answer ended. */
export interface Ending {
  status: 'completed' | 'incomplete';
  incomplete_details: { reason: string } | null;
}

/** The ending that a stop reason amounts to; an answer that names none is whole. */
export function endingOf(stopReason: StopReason | null): Ending {
  const reason = stopReason === null ? undefined : incompleteReasons[stopReason];
  return reason === undefined
    ? { status: 'completed', incomplete_details: null }
    : { status: 'incomplete', incomplete_details: { reason } };
}

/** A Response object; `fields` say its status, its output and, once it is known, its usage. */
export function writeResponse(
  { requestId, model, createdSeconds, settings }: ResponseFacts,
  fields: { status: string; output: readonly object[]; [field: string]: unknown },
): Record<string, unknown> {
  const repeated = Object.entries(settingDefaults).map(([name, normal]) => [name, settings[name] ?? normal]);
  return {
    id: outputId('resp', requestId),
    object: 'response',
    created_at: createdSeconds,
    model,
    error: null,
    incomplete_details: null,
    instructions: null,
    previous_response_id: null,
    store: false,
    tools: [],
    usage: null,
    ...Object.fromEntries(repeated),
    ...fields,
  };
}

/** Counts in OpenAI's terms: the input includes what the cache gave and took. */
export function writeUsage(usage: Usage): ResponseUsage {
  const { input_tokens: fresh = 0, output_tokens: output = 0 } = usage;
  const { cache_read_input_tokens: cached = 0, cache_creation_input_tokens: written = 0 } = usage;
  const input = fresh + cached + written;
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: cached, cache_write_tokens: written },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: usage.output_tokens_details?.thinking_tokens ?? 0 },
    total_tokens: input + output,
  };
}
