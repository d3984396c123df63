import OpenAI from 'openai';
import type { ClientRequest } from '../../../../src-main/core/wire/client-wire.ts';
import type { Message, MessageEvent } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { MessageWriter } from '../../../../src-main/core/wire/anthropic/message-writer.ts';
import { openaiResponsesClient } from '../../../../src-main/core/wire/openai-responses/client-wire.ts';
import { stringOf } from '../../../../src-main/core/wire/open-fields.ts';
import { readServerSentEvents } from '../../../../src-main/core/wire/sse.ts';
import { cutAt } from '../streams.ts';

/** An event of a Responses stream, as far as tests look at it. */
export interface WrittenEvent {
  type: string;
  sequence_number?: number;
  [field: string]: unknown;
}

/** What the answers of tests say about themselves. */
export const facts = {
  requestId: 'req_01',
  model: 'smart',
  createdSeconds: 1_795_000_000,
  estimatedInputTokens: 1234,
};

/** Reads a request that says no more than a test wants. */
export function read(body: Record<string, unknown> = {}): ClientRequest {
  return openaiResponsesClient.readRequest({ model: 'smart', input: 'hi', ...body });
}

/** A writer of events that stands for an upstream of the vendor `acme`. */
export function upstreamWriter(): MessageWriter {
  return new MessageWriter({
    messageId: 'msg_01',
    model: 'smart',
    vendor: 'acme',
    toolNames: new Map(),
    estimatedInputTokens: 1234,
    prelude: [],
  });
}

/** The bytes of the stream that answers a request with the events. */
export function written(events: readonly MessageEvent[], request = read()): string {
  const answer = request.answer(facts);
  return events.map((event) => answer.event(event)).join('');
}

/** The events that bytes hold. */
export async function eventsIn(text: string): Promise<WrittenEvent[]> {
  const events: WrittenEvent[] = [];
  for await (const { event, data } of readServerSentEvents(cutAt(Buffer.from(text)))) {
    const parsed: WrittenEvent = JSON.parse(data);
    if (event !== parsed.type) throw new Error(`${event} is named ${parsed.type}`);
    events.push(parsed);
  }
  return events;
}

/** OpenAI's own client, whose every request gets the answer. */
export function sdkFor(answer: () => Response, baseURL = 'http://signalbox.test/v1'): OpenAI {
  return new OpenAI({ apiKey: 'token', baseURL, maxRetries: 0, fetch: () => Promise.resolve(answer()) });
}

/** The stream as an answer over HTTP. */
export function streamed(text: string): Response {
  return new Response(text, { headers: { 'content-type': 'text/event-stream' } });
}

/** A whole answer of Anthropic's with these fields. */
export function message(fields: Partial<Message>): Message {
  return {
    id: 'msg_01',
    type: 'message',
    role: 'assistant',
    model: 'smart',
    content: [],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: {},
    ...fields,
  };
}

/** The events that Anthropic streams a message in. */
export function eventsOf({ content, ...rest }: Message): MessageEvent[] {
  return [
    { type: 'message_start', message: { ...rest, content: [], stop_reason: null } },
    ...content.flatMap((block, index): MessageEvent[] => {
      const { text, thinking, signature, citations, input, ...start } = block;
      const started = {
        ...start,
        ...(text !== undefined && { text: '' }),
        ...(thinking !== undefined && { thinking: '', signature: '' }),
        ...(input !== undefined && { input: {} }),
      };
      const cited: Record<string, unknown>[] = Array.isArray(citations) ? citations : [];
      return [
        { type: 'content_block_start', index, content_block: started },
        ...(text ? [delta(index, { type: 'text_delta', text: stringOf(text) })] : []),
        ...(thinking ? [delta(index, { type: 'thinking_delta', thinking: stringOf(thinking) })] : []),
        ...(input ? [delta(index, { type: 'input_json_delta', partial_json: JSON.stringify(input) })] : []),
        ...(signature ? [delta(index, { type: 'signature_delta', signature: stringOf(signature) })] : []),
        ...cited.map((citation) => delta(index, { type: 'citations_delta', citation })),
        { type: 'content_block_stop', index },
      ];
    }),
    {
      type: 'message_delta',
      delta: { stop_reason: rest.stop_reason ?? 'end_turn', stop_sequence: null },
      usage: rest.usage,
    },
    { type: 'message_stop' },
  ];
}

function delta(
  index: number,
  change: Extract<MessageEvent, { type: 'content_block_delta' }>['delta'],
): MessageEvent {
  return { type: 'content_block_delta', index, delta: change };
}
