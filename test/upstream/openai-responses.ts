import { asksToStream } from './anthropic.ts';
import type { Said } from './openai-chat.ts';
import { eventStream, json, type Answer } from './scripted.ts';

/** What stands for reasoning that only the vendor can read. */
export const encryptedReasoning = 'gAAAAAscripted';

const response = {
  id: 'resp_scripted',
  object: 'response',
  created_at: 0,
  model: 'scripted',
  error: null,
  incomplete_details: null,
  metadata: {},
  parallel_tool_calls: true,
  tools: [],
};
const usage = {
  input_tokens: 10,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: 5,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 15,
};

/** An answer of the Responses API, whole or streamed, as the request's `stream` asks. */
export function answerResponses(request: { json: unknown }, said: readonly Said[]): Answer {
  return asksToStream(request.json) ? streamedResponses(said) : json(completed(said));
}

/** A streamed answer, one event a piece: two to begin with, then each item, then the whole. */
function streamedResponses(said: readonly Said[]): Answer {
  const begun = { ...response, status: 'in_progress', output: [], usage: null };
  const events = [
    { type: 'response.created', response: begun },
    { type: 'response.in_progress', response: begun },
    ...said.flatMap(itemEvents),
    { type: 'response.completed', response: completed(said) },
  ];
  return eventStream(events.map((event, place) => responsesEvent({ ...event, sequence_number: place })));
}

interface ResponsesEvent {
  type: string;
  [field: string]: unknown;
}

/** One event of a stream. */
export function responsesEvent(event: ResponsesEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

function completed(said: readonly Said[]): object {
  return { ...response, status: 'completed', output: said.map(item), usage };
}

function item(part: Said, place: number): { id: string; [field: string]: unknown } {
  switch (part.kind) {
    case 'reasoning': {
      const summary = [{ type: 'summary_text', text: part.text }];
      return { id: `rs_${place}`, type: 'reasoning', summary, encrypted_content: encryptedReasoning };
    }
    case 'call': {
      const called = { call_id: part.id, name: part.name, arguments: JSON.stringify(part.input) };
      return { id: `fc_${place}`, type: 'function_call', status: 'completed', ...called };
    }
    default:
      return {
        id: `msg_${place}`,
        type: 'message',
        status: 'completed',
        role: 'assistant',
        content: [textPart(part.text)],
      };
  }
}

function textPart(text: string): object {
  return { type: 'output_text', text, annotations: [], logprobs: [] };
}

/** What an item lacks while it is being said. */
const unsaid: Readonly<Record<Said['kind'], object>> = {
  reasoning: { summary: [], encrypted_content: null },
  call: { arguments: '', status: 'in_progress' },
  text: { content: [], status: 'in_progress' },
};

function itemEvents(part: Said, place: number): ResponsesEvent[] {
  const whole = item(part, place);
  const at = { item_id: whole.id, output_index: place };
  return [
    {
      type: 'response.output_item.added',
      output_index: place,
      item: { ...whole, ...unsaid[part.kind] },
    },
    ...contentEvents(part).map((event) => ({ ...event, ...at })),
    { type: 'response.output_item.done', output_index: place, item: whole },
  ];
}

function contentEvents(part: Said): ResponsesEvent[] {
  if (part.kind === 'call') {
    const text = JSON.stringify(part.input);
    const half = Math.ceil(text.length / 2);
    const pieces = [text.slice(0, half), text.slice(half)];
    return [
      ...pieces.map((delta) => ({ type: 'response.function_call_arguments.delta', delta })),
      { type: 'response.function_call_arguments.done', name: part.name, arguments: text },
    ];
  }
  const { text } = part;
  const words = text.split(/(?<= )/);
  if (part.kind === 'reasoning') {
    const at = { summary_index: 0 };
    const summary = (value: string) => ({ part: { type: 'summary_text', text: value }, ...at });
    return [
      { type: 'response.reasoning_summary_part.added', ...summary('') },
      ...words.map((delta) => ({ type: 'response.reasoning_summary_text.delta', delta, ...at })),
      { type: 'response.reasoning_summary_text.done', text, ...at },
      { type: 'response.reasoning_summary_part.done', ...summary(text) },
    ];
  }
  const at = { content_index: 0 };
  return [
    { type: 'response.content_part.added', part: textPart(''), ...at },
    ...words.map((delta) => ({ type: 'response.output_text.delta', delta, logprobs: [], ...at })),
    { type: 'response.output_text.done', text, logprobs: [], ...at },
    { type: 'response.content_part.done', part: textPart(text), ...at },
  ];
}
