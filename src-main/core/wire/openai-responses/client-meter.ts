import type { Usage } from '../anthropic/messages.ts';
import type { StreamMeter } from '../client-wire.ts';
import { readErrorValue } from '../error-body.ts';
import { recordOf } from '../open-fields.ts';
import type { ServerSentEvent } from '../sse.ts';
import { createMeter, jsonOf } from '../stream-meter.ts';
import { readStreamError } from './client-errors.ts';
import { readResponsesUsage } from './read-usage.ts';

/** Events that say nothing yet; anything else but an end is the answer. */
const silent = new Set(['response.created', 'response.in_progress', 'response.queued', 'keepalive']);

/** Makes a meter for one relayed stream; only its last event is parsed. */
export function createResponsesMeter(): StreamMeter {
  return createMeter((event, heard) => {
    const type = typeOf(event);
    switch (type) {
      case 'response.completed':
      case 'response.incomplete':
        heard.usage = readResponsesUsage(responseIn(event));
        heard.isComplete = true;
        break;
      case 'response.failed':
        heard.usage = readResponsesUsage(responseIn(event));
        heard.error = readStreamError(readErrorValue(responseIn(event)['error']));
        break;
      case 'error':
        heard.error = readStreamError(readErrorValue(jsonOf(event.data)));
        break;
      default:
        if (type !== undefined && !silent.has(type)) heard.hasContent = true;
    }
  });
}

/** The counts in a whole relayed answer, in Anthropic's terms; empty where the body tells none. */
export function readWholeResponsesUsage(body: Uint8Array): Usage {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
  return readResponsesUsage(recordOf(jsonOf(text)));
}

/** The type stands first in every event of OpenAI's, so that it can be read without parsing what may be long. */
function typeOf({ event, data }: ServerSentEvent): string | undefined {
  return event ?? /^\s*\{\s*"type"\s*:\s*"([^"]*)"/.exec(data)?.[1] ?? stringIn(jsonOf(data));
}

function stringIn(value: unknown): string | undefined {
  const { type } = recordOf(value);
  return typeof type === 'string' ? type : undefined;
}

function responseIn({ data }: ServerSentEvent): Record<string, unknown> {
  return recordOf(recordOf(jsonOf(data))['response']);
}
