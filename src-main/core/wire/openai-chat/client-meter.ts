import { RequestError } from '../../errors.ts';
import type { Usage } from '../anthropic/messages.ts';
import { mergeUsage } from '../anthropic/usage.ts';
import type { StreamMeter } from '../client-wire.ts';
import { recordOf } from '../open-fields.ts';
import type { ServerSentEvent } from '../sse.ts';
import { createMeter, jsonOf, type Heard } from '../stream-meter.ts';
import { readChunk } from './read-chunk.ts';
import { readChatUsage } from './read-usage.ts';

/** What is worth parsing once the answer speaks: inside a string these quotes would be escaped. */
const telling = /"usage":\s*\{|"error"|"finish_reason":\s*"/;

/**
 * Makes a meter for one relayed stream of OpenAI's older protocols. It is complete at `[DONE]`, since the usage comes
 * after the finish_reason, or where the upstream leaves that out, at its end.
 */
export function createChatMeter(): StreamMeter {
  let hasFinished = false;

  function read(event: ServerSentEvent, heard: Heard): void {
    const chunk = valueOf(event);
    try {
      const { finishReason, usage } = readChunk(chunk);
      if (usage) heard.usage = mergeUsage(heard.usage, usage);
      hasFinished ||= finishReason !== undefined;
      heard.hasContent ||= finishReason !== undefined || says(chunk);
    } catch (cause) {
      if (!(cause instanceof RequestError)) throw cause;
      heard.error ??= cause;
    }
  }

  return createMeter(
    (event, heard) => {
      if (event.data.startsWith('[DONE]')) heard.isComplete = heard.error === undefined;
      else if (!heard.hasContent || event.event === 'error' || telling.test(event.data)) read(event, heard);
    },
    (heard) => {
      if (hasFinished && heard.error === undefined) heard.isComplete = true;
    },
  );
}

/** The counts of a whole relayed answer; empty where the body tells none. */
export function readWholeChatUsage(body: Uint8Array): Usage {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
  const { usage, service_tier: tier } = recordOf(valueOf({ data: text }));
  return readChatUsage(usage, tier) ?? {};
}

/** Whether a chunk holds more than the role, which some upstreams send before they know whether they can answer. */
function says(chunk: unknown): boolean {
  const { choices } = recordOf(chunk);
  if (!Array.isArray(choices)) return false;
  return choices.map(recordOf).some(({ delta, text }) => {
    const { role: _role, ...said } = recordOf(delta);
    return [text, ...Object.values(said)].some((value) =>
      Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== '',
    );
  });
}

function valueOf({ event, data }: ServerSentEvent): unknown {
  const value = jsonOf(data);
  return event === 'error' && value !== undefined ? { error: value } : value;
}
