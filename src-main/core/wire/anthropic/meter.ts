import type { StreamMeter } from '../client-wire.ts';
import { readErrorValue } from '../error-body.ts';
import { recordOf } from '../open-fields.ts';
import { createMeter, jsonOf } from '../stream-meter.ts';
import { readAnthropicErrorEvent } from './errors.ts';
import type { Usage } from './messages.ts';
import { mergeUsage, usageAtStart } from './usage.ts';

/** Makes a meter for one relayed stream; deltas are not parsed. */
export function createStreamMeter(): StreamMeter {
  return createMeter(({ event, data }, heard) => {
    switch (event ?? recordOf(jsonOf(data))['type']) {
      case 'message_start':
        heard.usage = mergeUsage(heard.usage, usageAtStart(recordOf(jsonOf(data))['message']));
        break;
      case 'message_delta':
        heard.usage = mergeUsage(heard.usage, recordOf(recordOf(jsonOf(data))['usage']));
        break;
      case 'message_stop':
        heard.isComplete = true;
        break;
      case 'error':
        heard.error = readAnthropicErrorEvent(readErrorValue(jsonOf(data)));
        break;
      case 'ping':
        break;
      default:
        heard.hasContent = true;
    }
  });
}

/** The usage of a whole answer; empty where the body tells none. */
export function readWholeUsage(body: Uint8Array): Usage {
  return mergeUsage({}, recordOf(recordOf(jsonOf(Buffer.from(body).toString()))['usage']));
}
