import { RequestError, UpstreamProtocolError } from '../../errors.ts';
import { MessageWriter } from '../anthropic/message-writer.ts';
import type { MessageEvent } from '../anthropic/messages.ts';
import { recordOf } from '../open-fields.ts';
import { searchBlocks, type Citation } from '../openai-chat/read-citations.ts';
import { parseChunk } from '../openai-chat/read-stream.ts';
import { readServerSentEvents } from '../sse.ts';
import type { AnswerContext } from '../wire.ts';
import { isEnd, readItems, readPieces, type ItemText, type Piece } from './read-pieces.ts';
import { blocksOfSearch } from './read-search.ts';

/** Reads a streamed answer; throws UpstreamStreamError for one it reports, UpstreamProtocolError if it is cut short. */
export function readResponsesStream(
  bytes: AsyncIterable<Uint8Array>,
  context: AnswerContext,
): AsyncGenerator<MessageEvent, void, void> {
  return readEvents(parseEvents(bytes), context);
}

/** Reads an answer from its events; a whole answer is its last event. The message starts with the first that is no error. */
export async function* readEvents(
  events: AsyncIterable<Record<string, unknown>> | Iterable<Record<string, unknown>>,
  context: AnswerContext,
): AsyncGenerator<MessageEvent, void, void> {
  const writer = new MessageWriter(context);
  const news = createNews();
  const found = new Set<string>();
  let citations: Citation[] = [];
  let lastText: number | undefined;
  let isStarted = false;
  let hasItems = false;
  let hasRefused = false;
  let isEnded = false;

  for await (const event of events) {
    const pieces = readPieces(event);
    if (!isStarted) yield* writer.start();
    isStarted = true;
    const missed = isEnd(event) && !hasItems ? readItems(recordOf(event['response'])) : [];
    for (const piece of [...missed, ...pieces]) yield* write(piece);
    hasItems ||= pieces.length > 0;
  }
  if (!isEnded) throw new UpstreamProtocolError('the upstream ended its answer without completing it');

  function* write(piece: Piece): Generator<MessageEvent, void, void> {
    switch (piece.kind) {
      case 'text':
      case 'refusal':
        yield* writeText(piece);
        hasRefused ||= piece.kind === 'refusal' && piece.text !== '';
        return;
      case 'thinking':
        yield* writer.thinking(news(piece));
        break;
      case 'call': {
        const { kind: _kind, item: key, text: _text, isWhole: _isWhole, ...call } = piece;
        yield* writer.toolCall({ key, ...call, arguments: news(piece) });
        break;
      }
      case 'reasoning':
        yield* writer.thinkingSignature(piece.reasoning);
        break;
      case 'search':
        for (const { url } of piece.search.pages) found.add(url);
        for (const block of blocksOfSearch(piece.search, `${context.messageId}_${piece.item}`))
          yield* writer.block(block);
        break;
      case 'citations':
        citations = [...citations, ...piece.citations];
        return;
      case 'end': {
        isEnded = true;
        const others = citations.filter(({ url }) => !found.has(url));
        for (const block of searchBlocks(others, context.messageId)) yield* writer.block(block);
        const stopReason = hasRefused ? 'refusal' : piece.stopReason;
        yield* writer.finish({ stopReason, usage: piece.usage });
      }
    }
    lastText = undefined;
  }

  /** Messages that follow each other stand apart, as they would in a conversation. */
  function* writeText(piece: Piece & ItemText): Generator<MessageEvent, void, void> {
    const text = news(piece);
    if (text === '') return;
    yield* writer.text(lastText === undefined || lastText === piece.item ? text : `\n\n${text}`);
    lastText = piece.item;
  }
}

/** Makes a function that gives what a piece tells that was not told before. */
function createNews(): (piece: Piece & ItemText) => string {
  const told = new Map<string, string>();
  return ({ kind, item, text, isWhole }) => {
    const place = `${kind} ${item}`;
    const before = told.get(place) ?? '';
    if (!isWhole) {
      told.set(place, before + text);
      return text;
    }
    if (!text.startsWith(before)) return '';
    told.set(place, text);
    return text.slice(before.length);
  };
}

/** The events up to the answer's last. What follows is read too, so that the connection can be used again, and may break. */
async function* parseEvents(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Record<string, unknown>, void, void> {
  let isOver = false;
  try {
    for await (const event of readServerSentEvents(bytes)) {
      if (isOver || event.data === '' || event.data.startsWith('[DONE]')) continue;
      const parsed = asEvent({ type: event.event, ...recordOf(parseChunk(event)) });
      isOver = isEnd(parsed);
      yield parsed;
    }
  } catch (cause) {
    if (isOver) return;
    if (cause instanceof RequestError) throw cause;
    throw new UpstreamProtocolError('the connection to the upstream broke in the middle of its answer', {
      cause,
    });
  }
}

/** An upstream may answer a stream's request with a whole response, or with an error in no event at all. */
export function asEvent(value: Record<string, unknown>): Record<string, unknown> {
  const { type, object, status, error, output } = value;
  if (typeof type === 'string') return value;
  if (object === 'response' || Array.isArray(output))
    return { type: `response.${typeof status === 'string' ? status : 'completed'}`, response: value };
  return error ? { ...value, type: 'error' } : value;
}
