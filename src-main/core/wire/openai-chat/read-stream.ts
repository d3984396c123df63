import { RequestError, UpstreamProtocolError } from '../../errors.ts';
import { MessageWriter } from '../anthropic/message-writer.ts';
import type { MessageEvent, StopReason, Usage } from '../anthropic/messages.ts';
import { mergeUsage } from '../anthropic/usage.ts';
import { readServerSentEvents, type ServerSentEvent } from '../sse.ts';
import type { AnswerContext } from '../wire.ts';
import { readChunk } from './read-chunk.ts';
import { searchBlocks, type Citation } from './read-citations.ts';
import { mergeDetails, type ReasoningDetail } from './read-reasoning.ts';
import { createCallKeys } from './read-tool-calls.ts';

/** Stands for `[DONE]`: upstreams may keep the connection open after it. */
const end: unique symbol = Symbol('end');

/** Stop reasons by finish_reason; calls make it `tool_use` anyhow, and an unknown reason is an end like another. */
const stopReasons: Readonly<Record<string, StopReason>> = {
  length: 'max_tokens',
  max_tokens: 'max_tokens',
  model_length: 'max_tokens',
  content_filter: 'refusal',
  sensitive: 'refusal',
};

/** Reads a streamed answer; throws UpstreamStreamError for one it reports, UpstreamProtocolError if it is cut short. */
export function readChatStream(
  bytes: AsyncIterable<Uint8Array>,
  context: AnswerContext,
): AsyncGenerator<MessageEvent, void, void> {
  return readChunks(parseChunks(bytes), context);
}

/** Reads an answer from its chunks; a whole answer is one chunk. The message starts with the first that is no error. */
export async function* readChunks(
  chunks: AsyncIterable<unknown> | Iterable<unknown>,
  context: AnswerContext,
): AsyncGenerator<MessageEvent, void, void> {
  const writer = new MessageWriter(context);
  const keyed = createCallKeys();
  let isStarted = false;
  let details: ReasoningDetail[] = [];
  let citations: Citation[] = [];
  let usage: Usage = {};
  let stopReason: StopReason | undefined;
  let hasRefused = false;
  let isFinished = false;

  for await (const value of chunks) {
    if (value === end) {
      yield* finish();
      continue;
    }
    const chunk = readChunk(value);
    if (!isStarted) yield* writer.start();
    isStarted = true;

    if (chunk.thinking !== '') yield* writer.thinking(chunk.thinking);
    if (chunk.details.length > 0) details = mergeDetails(details, chunk.details);
    const isThoughtOver = chunk.text !== '' || chunk.refusal !== '' || chunk.calls.length > 0;
    if (isThoughtOver && details.length > 0) {
      yield* writer.thinkingSignature(details);
      details = [];
    }
    if (chunk.text !== '') yield* writer.text(chunk.text);
    if (chunk.refusal !== '') yield* writer.text(chunk.refusal);
    for (const call of chunk.calls) yield* writer.toolCall(keyed(call));

    if (chunk.citations.length > 0) citations = [...citations, ...chunk.citations];
    if (chunk.usage !== undefined) {
      usage = mergeUsage(usage, chunk.usage);
      context.onUsage?.(usage);
    }
    if (chunk.refusal !== '') hasRefused = true;
    if (chunk.finishReason !== undefined) stopReason = stopReasonOf(chunk.finishReason);
  }

  if (!isFinished) yield* finish();

  function* finish(): Generator<MessageEvent, void, void> {
    if (stopReason === undefined)
      throw new UpstreamProtocolError('the upstream ended its answer without a finish_reason');
    isFinished = true;
    if (details.length > 0) yield* writer.thinkingSignature(details);
    for (const block of searchBlocks(citations, context.messageId)) yield* writer.block(block);
    yield* writer.finish({ stopReason: hasRefused ? 'refusal' : stopReason, usage });
  }
}

/** Gemini's compatible endpoint adds its own reason: `content_filter: SAFETY`. */
function stopReasonOf(finishReason: string): StopReason {
  return stopReasons[finishReason.split(':', 1)[0] ?? ''] ?? 'end_turn';
}

/** The chunks before `[DONE]`, and that as the last. What follows is read too, so that the connection can be used again. */
async function* parseChunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<unknown, void, void> {
  let isDone = false;
  try {
    for await (const event of readServerSentEvents(bytes)) {
      if (isDone || event.data === '') continue;
      isDone = event.data.startsWith('[DONE]');
      yield isDone ? end : parseChunk(event);
    }
  } catch (cause) {
    if (isDone) return;
    if (cause instanceof RequestError) throw cause;
    throw new UpstreamProtocolError('the connection to the upstream broke in the middle of its answer', {
      cause,
    });
  }
}

/** Parses an event's data; what the stream itself names an error is told as one. Throws UpstreamProtocolError. */
export function parseChunk({ event, data }: ServerSentEvent): unknown {
  try {
    const chunk: unknown = JSON.parse(data);
    return event === 'error' ? { error: chunk } : chunk;
  } catch (cause) {
    throw new UpstreamProtocolError('the upstream sent a chunk that is not JSON, or was cut off inside it', {
      cause,
    });
  }
}
