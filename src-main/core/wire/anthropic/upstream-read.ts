import { RequestError, UpstreamProtocolError } from '../../errors.ts';
import { readErrorValue } from '../error-body.ts';
import { isBlock, recordOf, stringOf } from '../open-fields.ts';
import { readServerSentEvents, type ServerSentEvent } from '../sse.ts';
import type { AnswerContext } from '../wire.ts';
import { collectMessage } from './collect.ts';
import { MessageWriter } from './message-writer.ts';
import type { Message, MessageEvent, StopReason, Usage } from './messages.ts';
import { openBlock, type OpenBlock } from './upstream-block.ts';
import { readUpstreamErrorEvent } from './upstream-error.ts';
import { mergeUsage, usageAtStart } from './usage.ts';

const stopReasons: readonly StopReason[] = [
  'end_turn',
  'max_tokens',
  'stop_sequence',
  'tool_use',
  'pause_turn',
  'refusal',
  'model_context_window_exceeded',
];

/** Reads a streamed answer; throws UpstreamStreamError for one it reports, UpstreamProtocolError if it is cut short. */
export function readMessageStream(
  bytes: AsyncIterable<Uint8Array>,
  context: AnswerContext,
): AsyncGenerator<MessageEvent, void, void> {
  return rewriteEvents(parseEvents(bytes), context);
}

/** Reads a whole answer as the stream that it amounts to; throws as the stream's reader does. */
export async function readWholeMessage(body: Uint8Array, context: AnswerContext): Promise<Message> {
  const answer = recordOf(parse(Buffer.from(body).toString()));
  const { content, error } = answer;
  if (error === undefined && !Array.isArray(content)) {
    throw new UpstreamProtocolError('the upstream answered without content');
  }
  const events = error === undefined ? eventsOf(answer, [content].flat()) : [{ ...answer, type: 'error' }];
  return collectMessage(rewriteEvents(events, context));
}

/** Tells an answer anew in our own ids, names and numbers, in a stream whose grammar holds. */
async function* rewriteEvents(
  events: AsyncIterable<unknown> | Iterable<unknown>,
  context: AnswerContext,
): AsyncGenerator<MessageEvent, void, void> {
  const writer = new MessageWriter(context);
  const open = new Map<unknown, OpenBlock>();
  let count = 0;
  let usage: Usage = {};
  let isStarted = false;
  let isComplete = false;
  let stopReason: StopReason | undefined;
  let stopSequence: string | undefined;

  for await (const value of events) {
    const event = recordOf(value);
    const { type, index } = event;
    if (isComplete || type === 'ping') continue;
    if (type === 'error') throw readUpstreamErrorEvent(readErrorValue(event));
    if (!isStarted) yield* writer.start();
    isStarted = true;

    if (type === 'message_start') {
      usage = mergeUsage(usage, usageAtStart(event['message']));
      context.onUsage?.(usage);
    }
    if (type === 'content_block_start' && isBlock(event['content_block'])) {
      const block = openBlock(event['content_block'], count, writer);
      count += 1;
      open.set(index, block);
      yield* block.begin;
    }
    if (type === 'content_block_delta') yield* open.get(index)?.delta(recordOf(event['delta'])) ?? [];
    if (type === 'content_block_stop') {
      yield* open.get(index)?.stop() ?? [];
      open.delete(index);
    }
    if (type === 'message_delta') {
      const { stop_reason: reason, stop_sequence: sequence } = recordOf(event['delta']);
      usage = mergeUsage(usage, recordOf(event['usage']));
      context.onUsage?.(usage);
      if (typeof reason === 'string') stopReason = stopReasonOf(reason);
      if (typeof sequence === 'string') stopSequence = sequence;
    }
    if (type === 'message_stop') isComplete = true;
  }

  if (!isComplete || stopReason === undefined) {
    throw new UpstreamProtocolError('the upstream ended its answer without a message_stop and a stop_reason');
  }
  for (const block of open.values()) yield* block.stop();
  yield* writer.finish({ stopReason, usage, ...(stopSequence !== undefined && { stopSequence }) });
}

/** A reason that we do not know is an end like another. */
function stopReasonOf(reason: string): StopReason {
  return stopReasons.find((known) => known === reason) ?? 'end_turn';
}

function* eventsOf(
  answer: Record<string, unknown>,
  content: readonly unknown[],
): Generator<unknown, void, void> {
  const { usage, stop_reason, stop_sequence } = answer;
  for (const [index, block] of content.entries()) {
    yield { type: 'content_block_start', index, content_block: block };
    yield { type: 'content_block_stop', index };
  }
  // An answer that is here as a whole is complete, whether it says so or not.
  yield { type: 'message_delta', delta: { stop_reason: stop_reason ?? 'end_turn', stop_sequence }, usage };
  yield { type: 'message_stop' };
}

/** What follows the message is read too, so that the connection can be used again, and may break. */
async function* parseEvents(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<unknown, void, void> {
  let isComplete = false;
  try {
    for await (const event of readServerSentEvents(bytes)) {
      if (isComplete || event.data === '') continue;
      const value = parseEvent(event);
      isComplete = value['type'] === 'message_stop';
      yield value;
    }
  } catch (cause) {
    if (isComplete) return;
    if (cause instanceof RequestError) throw cause;
    throw new UpstreamProtocolError('the connection to the upstream broke in the middle of its answer', {
      cause,
    });
  }
}

/** An event's value; the stream's name for it counts where the value has none, and bare JSON is an error that was told so. */
function parseEvent({ event, data }: ServerSentEvent): Record<string, unknown> {
  const value = recordOf(parse(data));
  const type = stringOf(value['type']) || event;
  return { ...value, type: event === 'error' || type === undefined ? 'error' : type };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UpstreamProtocolError(
      'the upstream sent something that is not JSON, or was cut off inside it',
      {
        cause,
      },
    );
  }
}
