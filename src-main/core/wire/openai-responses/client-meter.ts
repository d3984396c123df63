import type { RequestError } from '../../errors.ts';
import type { Usage } from '../anthropic/messages.ts';
import type { StreamMeter } from '../client-wire.ts';
import { readErrorValue } from '../error-body.ts';
import { recordOf } from '../open-fields.ts';
import { createEventFeed, type ServerSentEvent } from '../sse.ts';
import { readStreamError } from './client-errors.ts';
import { readResponsesUsage } from './read-usage.ts';

/** Events that say nothing yet; anything else but an end is the answer. */
const silent = new Set(['response.created', 'response.in_progress', 'response.queued', 'keepalive']);

/** Makes a meter for one relayed stream; only its last event is parsed. */
export function createResponsesMeter(): StreamMeter {
  let usage: Usage = {};
  let isComplete = false;
  let hasContent = false;
  let error: RequestError | undefined;
  let isReadable = true;
  let lastBytes = '\n\n';

  const feed = createEventFeed((event) => {
    const type = typeOf(event);
    switch (type) {
      case 'response.completed':
      case 'response.incomplete':
        usage = readResponsesUsage(responseIn(event));
        isComplete = true;
        break;
      case 'response.failed':
        usage = readResponsesUsage(responseIn(event));
        error = readStreamError(readErrorValue(responseIn(event)['error']));
        break;
      case 'error':
        error = readStreamError(readErrorValue(valueOf(event.data)));
        break;
      default:
        if (type !== undefined && !silent.has(type)) hasContent = true;
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

/** The counts in a whole relayed answer, in Anthropic's terms; empty where the body tells none. */
export function readWholeResponsesUsage(body: Uint8Array): Usage {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
  return readResponsesUsage(recordOf(valueOf(text)));
}

/** The type stands first in every event of OpenAI's, so that it can be read without parsing what may be long. */
function typeOf({ event, data }: ServerSentEvent): string | undefined {
  return event ?? /^\s*\{\s*"type"\s*:\s*"([^"]*)"/.exec(data)?.[1] ?? stringIn(valueOf(data));
}

function stringIn(value: unknown): string | undefined {
  const { type } = recordOf(value);
  return typeof type === 'string' ? type : undefined;
}

function responseIn({ data }: ServerSentEvent): Record<string, unknown> {
  return recordOf(recordOf(valueOf(data))['response']);
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The client gets the event as it is, and will say what it thinks of it.
    return undefined;
  }
}
