/** Bytes of what base64 holds, from `offset` on, decoding no more than these; fewer at its end. */
export function bytesAt(base64: string, offset: number, length: number): Buffer {
  const skipped = offset % 3;
  const first = ((offset - skipped) / 3) * 4;
  const last = Math.ceil((offset + length) / 3) * 4;
  return Buffer.from(base64.slice(first, last), 'base64').subarray(skipped, skipped + length);
}
