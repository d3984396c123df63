import { UpstreamProtocolError } from '../errors.ts';

/** The longest line that is taken, in characters: as much as an event of a stream may have. */
const maxLineLength = 32 * 1024 * 1024;

/**
 * Cuts bytes into lines, wherever they were cut; blank lines are left out, and the last one needs no end. Throws
 * UpstreamProtocolError when a line grows beyond the limit.
 */
export async function* readLines(
  bytes: AsyncIterable<Uint8Array>,
  maxLength: number = maxLineLength,
): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder();
  let line = '';
  for await (const piece of bytes) {
    const [rest = '', ...begun] = decoder.decode(piece, { stream: true }).split('\n');
    line += rest;
    for (const next of begun) {
      if (line.trim() !== '') yield line;
      line = next;
    }
    if (line.length > maxLength) {
      throw new UpstreamProtocolError(`the upstream sent a line of more than ${maxLength} characters`);
    }
  }
  line += decoder.decode();
  if (line.trim() !== '') yield line;
}
