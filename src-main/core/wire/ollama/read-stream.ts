import { RequestError, UpstreamProtocolError } from '../../errors.ts';
import { MessageWriter, type ToolCallPiece } from '../anthropic/message-writer.ts';
import type { MessageEvent, StopReason, Usage } from '../anthropic/messages.ts';
import { readLines } from '../lines.ts';
import { isRecord, recordOf, stringOf } from '../open-fields.ts';
import type { AnswerContext } from '../wire.ts';
import { readOllamaErrorValue } from './read-error.ts';

/** Reads a streamed answer; throws UpstreamStreamError for one it reports, UpstreamProtocolError if it is cut short. */
export function readOllamaStream(
  bytes: AsyncIterable<Uint8Array>,
  context: AnswerContext,
): AsyncGenerator<MessageEvent, void, void> {
  return readParts(parseParts(bytes), context);
}

/** Reads an answer from its parts; a whole answer is one part. The message starts with the first that is no error. */
export async function* readParts(
  parts: AsyncIterable<Record<string, unknown>> | Iterable<Record<string, unknown>>,
  context: AnswerContext,
): AsyncGenerator<MessageEvent, void, void> {
  const writer = new MessageWriter(context);
  let isStarted = false;
  let callCount = 0;
  let usage: Usage = {};
  let stopReason: StopReason | undefined;

  for await (const part of parts) {
    if (part['error'] !== undefined) throw readOllamaErrorValue(part);
    if (!isStarted) yield* writer.start();
    isStarted = true;

    const message = recordOf(part['message']);
    yield* writer.thinking(stringOf(message['thinking']));
    yield* writer.text(stringOf(message['content']));
    for (const call of readCalls(message['tool_calls'])) {
      yield* writer.toolCall({ key: callCount, ...call });
      callCount += 1;
    }
    if (part['done'] !== true) continue;
    usage = readUsage(part);
    stopReason = part['done_reason'] === 'length' ? 'max_tokens' : 'end_turn';
  }

  if (stopReason === undefined)
    throw new UpstreamProtocolError('the upstream ended its answer before it was done');
  yield* writer.finish({ stopReason, usage });
}

/** Calls come whole. Older servers send no ids, and then they are minted. */
function readCalls(calls: unknown): Omit<ToolCallPiece, 'key'>[] {
  if (!Array.isArray(calls)) return [];
  return calls.map(recordOf).map(({ id, function: called }) => {
    const { name, arguments: input } = recordOf(called);
    return {
      ...(typeof id === 'string' && id !== '' && { id }),
      ...(typeof name === 'string' && name !== '' && { name }),
      arguments: isRecord(input) ? JSON.stringify(input) : stringOf(input),
    };
  });
}

/** Zeros throughout tell nothing, and a prompt that the cache held whole has no count in older versions. */
function readUsage({ prompt_eval_count: input, eval_count: output }: Record<string, unknown>): Usage {
  if (!input && !output) return {};
  return {
    ...(typeof input === 'number' && { input_tokens: input }),
    ...(typeof output === 'number' && { output_tokens: output }),
  };
}

/** The parts to the last. What follows is read too, so that the connection can be used again, and may break. */
async function* parseParts(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Record<string, unknown>, void, void> {
  let isDone = false;
  try {
    for await (const line of readLines(bytes)) {
      if (isDone) continue;
      const part = parsePart(line);
      isDone = part['done'] === true;
      yield part;
    }
  } catch (cause) {
    if (isDone) return;
    if (cause instanceof RequestError) throw cause;
    throw new UpstreamProtocolError('the connection to the upstream broke in the middle of its answer', {
      cause,
    });
  }
}

function parsePart(line: string): Record<string, unknown> {
  try {
    return recordOf(JSON.parse(line));
  } catch (cause) {
    throw new UpstreamProtocolError('the upstream sent a line that is not JSON, or was cut off inside it', {
      cause,
    });
  }
}
