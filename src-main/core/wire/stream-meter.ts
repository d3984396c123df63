import type { RequestError } from '../errors.ts';
import type { Usage } from './anthropic/messages.ts';
import type { StreamMeter } from './client-wire.ts';
import { createEventFeed, type ServerSentEvent } from './sse.ts';

/** What a meter has heard so far. */
export interface Heard {
  usage: Usage;
  isComplete: boolean;
  hasContent: boolean;
  error: RequestError | undefined;
}

/** Makes a meter of what a protocol's events say: `hear` takes each event, `atEnd` the end of the bytes. */
export function createMeter(
  hear: (event: ServerSentEvent, heard: Heard) => void,
  atEnd: (heard: Heard) => void = () => undefined,
): StreamMeter {
  const heard: Heard = { usage: {}, isComplete: false, hasContent: false, error: undefined };
  const feed = createEventFeed((event) => hear(event, heard));
  let isReadable = true;

  /** Bytes go on to the client whatever they are; only the counts end with an event beyond the limit. */
  function attempt(take: () => void): void {
    if (!isReadable) return;
    try {
      take();
    } catch {
      isReadable = false;
    }
  }

  return {
    push: (chunk) => attempt(() => feed.push(chunk)),
    end() {
      attempt(() => feed.end());
      atEnd(heard);
    },
    get usage() {
      return heard.usage;
    },
    get isComplete() {
      return heard.isComplete;
    },
    get hasContent() {
      return heard.hasContent;
    },
    get error() {
      return heard.error;
    },
  };
}

/** The JSON of an event or a body; undefined where it is none: the client gets it as it is, and will say what it thinks. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // See above.
    return undefined;
  }
}
