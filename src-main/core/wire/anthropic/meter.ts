import type { RequestError } from '../../errors.ts';
import { readErrorValue } from '../error-body.ts';
import { recordOf } from '../open-fields.ts';
import { createEventFeed, type ServerSentEvent } from '../sse.ts';
import { readAnthropicErrorEvent } from './errors.ts';
import type { Usage } from './messages.ts';
import { mergeUsage } from './usage.ts';

/** Reads along a relayed stream, and never stops it: what cannot be read is passed over. */
export interface StreamMeter {
  /** Takes bytes as they go by. */
  push(chunk: Uint8Array): void;
  /** What the upstream told so far. */
  readonly usage: Usage;
  /** The answer's last event went by. */
  readonly isComplete: boolean;
  /** The stream stands between two events, so that a ping may be put in. */
  readonly isAtBoundary: boolean;
  /** A block began, so that the answer cannot be asked for again. */
  readonly hasContent: boolean;
  /** The error event that went by. */
  readonly error: RequestError | undefined;
}

/** Makes a meter for one stream. */
export function createStreamMeter(): StreamMeter {
  let usage: Usage = {};
  let isComplete = false;
  let hasContent = false;
  let error: RequestError | undefined;
  let isReadable = true;
  let lastBytes = '\n\n';

  const feed = createEventFeed((event) => {
    switch (event.event ?? recordOf(valueOf(event))['type']) {
      case 'message_start':
        usage = mergeUsage(usage, recordOf(recordOf(recordOf(valueOf(event))['message'])['usage']));
        break;
      case 'message_delta':
        usage = mergeUsage(usage, recordOf(recordOf(valueOf(event))['usage']));
        break;
      case 'message_stop':
        isComplete = true;
        break;
      case 'error':
        error = readAnthropicErrorEvent(readErrorValue(valueOf(event)));
        break;
      case 'ping':
        break;
      default:
        hasContent = true;
    }
  });

  return {
    push(chunk) {
      lastBytes = (lastBytes + String.fromCharCode(...chunk.subarray(-3))).slice(-3);
      if (!isReadable) return;
      try {
        feed.push(chunk);
      } catch {
        // An event beyond the limit: the bytes go on to the client, only the counts end here.
        isReadable = false;
      }
    },
    get usage() {
      return usage;
    },
    get isComplete() {
      return isComplete;
    },
    get isAtBoundary() {
      return /(\n\n|\n\r\n|\r\r)$/.test(lastBytes);
    },
    get hasContent() {
      return hasContent;
    },
    get error() {
      return error;
    },
  };
}

/** The usage of a whole answer; empty where the body tells none. */
export function readWholeUsage(body: Uint8Array): Usage {
  return mergeUsage({}, recordOf(recordOf(valueOf({ data: Buffer.from(body).toString() }))['usage']));
}

function valueOf({ data }: ServerSentEvent): unknown {
  try {
    return JSON.parse(data);
  } catch {
    // The client gets the event as it is, and will say what it thinks of it.
    return undefined;
  }
}
