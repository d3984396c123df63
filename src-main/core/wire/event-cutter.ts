/** Cuts a stream of server-sent events between events only, so that half an event never leaves. */
export interface EventCutter {
  /** Takes the next bytes and gives back those that end with an event's end; empty where none ended. */
  push(chunk: Buffer): Buffer;
  /** What was held back: the beginning of an event that did not end. */
  rest(): Buffer;
}

const nothing = Buffer.alloc(0);
const ends: readonly Buffer[] = ['\n\n', '\n\r\n', '\r\r'].map((end) => Buffer.from(end));
const longestEnd = 3;

/** Makes a cutter for one stream; bytes that come in whole events pass without a copy. */
export function createEventCutter(): EventCutter {
  let held: Buffer[] = [];

  return {
    push(chunk) {
      if (held.length === 0 && ends.some((end) => chunk.subarray(-end.length).equals(end))) return chunk;
      // An end may be cut in two by chunks itself.
      const before = lastBytes(held);
      const cut = endOfLastEvent(Buffer.concat([before, chunk])) - before.length;
      if (cut <= 0) {
        held.push(chunk);
        return nothing;
      }
      const whole = Buffer.concat([...held, chunk.subarray(0, cut)]);
      held = cut < chunk.length ? [chunk.subarray(cut)] : [];
      return whole;
    },
    rest() {
      return Buffer.concat(held);
    },
  };
}

function endOfLastEvent(bytes: Buffer): number {
  return Math.max(
    ...ends.map((end) => {
      const at = bytes.lastIndexOf(end);
      return at === -1 ? 0 : at + end.length;
    }),
  );
}

function lastBytes(chunks: readonly Buffer[]): Buffer {
  const last: Buffer[] = [];
  let length = 0;
  for (let index = chunks.length - 1; index >= 0 && length < longestEnd; index -= 1) {
    const chunk = chunks[index] ?? nothing;
    last.unshift(chunk.subarray(-longestEnd));
    length += chunk.length;
  }
  return Buffer.concat(last).subarray(-longestEnd);
}
