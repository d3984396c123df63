import { createParser } from 'eventsource-parser';
import { UpstreamProtocolError } from '../errors.ts';
import type { MessageEvent } from './anthropic/messages.ts';

/** The longest event that is taken, in characters: room for an image in base64, and an end to a runaway stream. */
const maxEventLength = 32 * 1024 * 1024;

/** One event of a `text/event-stream`; `event` is absent where the stream did not name it. */
export interface ServerSentEvent {
  event?: string;
  data: string;
}

/** Cuts bytes into events as they come, wherever they were cut. */
export interface EventFeed {
  /** Takes the next bytes; throws UpstreamProtocolError when an event grows beyond the limit. */
  push(bytes: Uint8Array): void;
  /** Says that no more bytes come: an event that lacks only its blank line is still told. */
  end(): void;
}

/**
 * Makes a feed that tells `onEvent` of each event in order. A line of bare JSON counts as an event, because some
 * upstreams report an error in mid-stream that way; that is also why the parser gets whole lines only.
 */
export function createEventFeed(
  onEvent: (event: ServerSentEvent) => void,
  maxLength: number = maxEventLength,
): EventFeed {
  const decoder = new TextDecoder();
  let unfinishedLine = '';
  const parser = createParser({
    maxBufferSize: maxLength,
    onEvent: ({ event, data }) => onEvent(event === undefined ? { data } : { event, data }),
    onError: ({ type, line }) => {
      if (type === 'max-buffer-size-exceeded') throw tooLong(maxLength);
      if (line?.startsWith('{') === true) onEvent({ data: line });
    },
  });
  return {
    push(bytes) {
      const text = decoder.decode(bytes, { stream: true });
      const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
      if (end === 0) {
        unfinishedLine += text;
        if (unfinishedLine.length > maxLength) throw tooLong(maxLength);
        return;
      }
      parser.feed(unfinishedLine + text.slice(0, end));
      unfinishedLine = text.slice(end);
    },
    end() {
      parser.feed(`${unfinishedLine}${decoder.decode()}\n\n`);
      unfinishedLine = '';
    },
  };
}

/** Reads a stream of events to its end; throws UpstreamProtocolError for an event without end. */
export async function* readServerSentEvents(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<ServerSentEvent, void, void> {
  let events: ServerSentEvent[] = [];
  const feed = createEventFeed((event) => events.push(event));
  for await (const piece of bytes) {
    feed.push(piece);
    for (const event of events) yield event;
    events = [];
  }
  feed.end();
  yield* events;
}

/** Writes an event as clients read it: they need a number of output tokens, so one that is not known is written as 0. */
export function encodeMessageEvent(event: MessageEvent): string {
  const shown =
    event.type === 'message_delta' ? { ...event, usage: { output_tokens: 0, ...event.usage } } : event;
  return `event: ${event.type}\ndata: ${JSON.stringify(shown)}\n\n`;
}

function tooLong(maxLength: number): UpstreamProtocolError {
  return new UpstreamProtocolError(`the upstream sent an event of more than ${maxLength} characters`);
}
