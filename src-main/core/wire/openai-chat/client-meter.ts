import { RequestError } from '../../errors.ts';
import type { Usage } from '../anthropic/messages.ts';
import { mergeUsage } from '../anthropic/usage.ts';
import type { StreamMeter } from '../client-wire.ts';
import { createEventFeed, type ServerSentEvent } from '../sse.ts';
import { recordOf } from '../open-fields.ts';
import { readChunk } from './read-chunk.ts';
import { readChatUsage } from './read-usage.ts';

/** What is worth parsing once the answer speaks: inside a string these quotes would be escaped. */
const telling = /"usage":\s*\{|"error"|"finish_reason":\s*"/;

/**
 * Makes a meter for one relayed stream of OpenAI's older protocols. It is complete at `[DONE]`, since the usage comes
 * after the finish_reason, or where the upstream leaves that out, at its end.
 */
export function createChatMeter(): StreamMeter {
  let usage: Usage = {};
  let error: RequestError | undefined;
  let hasContent = false;
  let hasFinished = false;
  let isDone = false;
  let isReadable = true;
  let lastBytes = '\n\n';

  const feed = createEventFeed((event) => {
    if (event.data.startsWith('[DONE]')) isDone = true;
    else if (!hasContent || event.event === 'error' || telling.test(event.data)) read(event);
  });

  function read(event: ServerSentEvent): void {
    const chunk = valueOf(event);
    try {
      const { finishReason, usage: told } = readChunk(chunk);
      if (told) usage = mergeUsage(usage, told);
      hasFinished ||= finishReason !== undefined;
      hasContent ||= finishReason !== undefined || says(chunk);
    } catch (cause) {
      if (!(cause instanceof RequestError)) throw cause;
      error ??= cause;
    }
  }

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
    push(chunk) {
      lastBytes = (lastBytes + String.fromCharCode(...chunk.subarray(-3))).slice(-3);
      attempt(() => feed.push(chunk));
    },
    end() {
      attempt(() => feed.end());
      isDone ||= hasFinished;
    },
    get usage() {
      return usage;
    },
    get isComplete() {
      return error === undefined && isDone;
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

/** The counts of a whole relayed answer; empty where the body tells none. */
export function readWholeChatUsage(body: Uint8Array): Usage {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
  return readChatUsage(recordOf(valueOf({ data: text }))['usage']) ?? {};
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
  try {
    const value: unknown = JSON.parse(data);
    return event === 'error' ? { error: value } : value;
  } catch {
    // The client gets the event as it is, and will say what it thinks of it.
    return undefined;
  }
}
