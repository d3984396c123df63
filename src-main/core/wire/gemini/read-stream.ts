import { RequestError, UpstreamProtocolError } from '../../errors.ts';
import { collectMessage } from '../anthropic/collect.ts';
import { MessageWriter } from '../anthropic/message-writer.ts';
import type { Message, MessageEvent, StopReason, Usage } from '../anthropic/messages.ts';
import { createToolIds } from '../anthropic/tool-ids.ts';
import { mergeUsage } from '../anthropic/usage.ts';
import { searchBlocks, type Citation } from '../openai-chat/read-citations.ts';
import { readServerSentEvents, type ServerSentEvent } from '../sse.ts';
import type { AnswerContext } from '../wire.ts';
import { readChunk } from './read-chunk.ts';
import type { SignedPart, ThoughtSignature } from './signatures.ts';

/** Stop reasons by finishReason; a call makes it `tool_use` anyhow, and an unknown reason is an end like another. */
const stopReasons: ReadonlyMap<string, StopReason> = new Map([
  ['MAX_TOKENS', 'max_tokens'],
  ['CONTINUATION', 'max_tokens'],
  ['SAFETY', 'refusal'],
  ['RECITATION', 'refusal'],
  ['LANGUAGE', 'refusal'],
  ['BLOCKLIST', 'refusal'],
  ['PROHIBITED_CONTENT', 'refusal'],
  ['SPII', 'refusal'],
  ['IMAGE_SAFETY', 'refusal'],
  ['IMAGE_PROHIBITED_CONTENT', 'refusal'],
  ['IMAGE_RECITATION', 'refusal'],
]);

/** Reads a streamed answer; throws UpstreamStreamError for one it reports, UpstreamProtocolError if it is cut short. */
export function readGeminiStream(
  bytes: AsyncIterable<Uint8Array>,
  context: AnswerContext,
): AsyncGenerator<MessageEvent, void, void> {
  return readChunks(parseChunks(bytes), context);
}

/** Reads a whole answer, or one that came as a list of chunks, by the stream's own mapping; throws as that does. */
export async function readGeminiAnswer(body: Uint8Array, context: AnswerContext): Promise<Message> {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
  const answer = parse(text, 'the upstream answered with something that is not JSON');
  return collectMessage(readChunks(Array.isArray(answer) ? answer : [answer], context));
}

/**
 * Reads an answer from its chunks. A signature becomes a thinking block of ours before what it stands on; one that comes
 * at the end of a text stands behind it. The one that ends the answer is dropped: a thinking block there would hide the
 * answer (seen with `claude -p` 2.1.329), and Google wants none but a call's back.
 */
async function* readChunks(
  chunks: AsyncIterable<unknown> | Iterable<unknown>,
  context: AnswerContext,
): AsyncGenerator<MessageEvent, void, void> {
  const writer = new MessageWriter(context);
  const toolId = createToolIds(context.messageId);
  let calls = 0;
  let isStarted = false;
  let isInText = false;
  let signatureOfText = '';
  let citations: readonly Citation[] = [];
  let usage: Usage = {};
  let stopReason: StopReason | undefined;

  const sign = (signature: string, part: SignedPart): MessageEvent[] => {
    if (signature === '') return [];
    const { upstreamModel: model } = context;
    const carried: ThoughtSignature = { ...(model !== undefined && { model }), signature, ...part };
    return writer.thinkingSignature(carried);
  };

  for await (const value of chunks) {
    const chunk = readChunk(value);
    if (!isStarted) yield* writer.start();
    isStarted = true;

    for (const part of chunk.parts) {
      if (part.kind === 'text') {
        if (isInText || part.text === '') signatureOfText = part.signature || signatureOfText;
        else yield* sign(part.signature, { on: 'text-behind' });
        yield* writer.text(part.text);
        isInText ||= part.text !== '';
        continue;
      }
      yield* sign(signatureOfText, { on: 'text-before' });
      signatureOfText = '';
      isInText = false;
      if (part.kind === 'thought') {
        yield* writer.thinking(part.text);
        yield* sign(part.signature, { on: 'thought' });
        continue;
      }
      const id = toolId(part.id);
      yield* sign(part.signature, { on: 'call', call: id });
      yield* writer.toolCall({ key: calls, id, name: part.name, arguments: part.input });
      calls += 1;
    }

    if (chunk.blockReason !== undefined) {
      yield* writer.text(`[The provider refused the prompt: ${chunk.blockReason}]`);
      stopReason = 'refusal';
    }
    if (chunk.citations.length > 0) citations = chunk.citations;
    if (chunk.usage !== undefined) {
      usage = mergeUsage(usage, chunk.usage);
      context.onUsage?.(usage);
    }
    if (chunk.finishReason !== undefined) stopReason = stopReasons.get(chunk.finishReason) ?? 'end_turn';
  }

  if (stopReason === undefined)
    throw new UpstreamProtocolError('the upstream ended its answer without a finishReason');
  for (const block of searchBlocks(citations, context.messageId)) yield* writer.block(block);
  yield* writer.finish({ stopReason, usage });
}

async function* parseChunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<unknown, void, void> {
  try {
    for await (const event of readServerSentEvents(bytes)) {
      if (event.data !== '') yield parseChunk(event);
    }
  } catch (cause) {
    if (cause instanceof RequestError) throw cause;
    throw new UpstreamProtocolError('the connection to the upstream broke in the middle of its answer', {
      cause,
    });
  }
}

function parseChunk({ data }: ServerSentEvent): unknown {
  return parse(data, 'the upstream sent a chunk that is not JSON, or was cut off inside it');
}

function parse(text: string, problem: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UpstreamProtocolError(problem, { cause });
  }
}
