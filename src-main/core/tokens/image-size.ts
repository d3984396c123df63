import { bytesAt } from './base64.ts';

export interface ImageSize {
  width: number;
  height: number;
}

/** Pixels of a PNG, JPEG, GIF or WebP image by its header, or null for anything else; decodes a few bytes only. */
export function imageSize(base64: string): ImageSize | null {
  const head = bytesAt(base64, 0, headBytes);
  const format = formats.find(({ matches }) => matches(head));
  return format?.read(head, base64) ?? null;
}

interface Format {
  matches: (head: Buffer) => boolean;
  read: (head: Buffer, base64: string) => ImageSize | null;
}

/** As far as the size of any format but JPEG may stand. */
const headBytes = 30;

const formats: readonly Format[] = [
  {
    matches: (head) => head.length >= 24 && head.toString('latin1', 1, 4) === 'PNG',
    read: (head) => ({ width: head.readUInt32BE(16), height: head.readUInt32BE(20) }),
  },
  {
    matches: (head) => head.length >= 10 && head.toString('latin1', 0, 4) === 'GIF8',
    read: (head) => ({ width: head.readUInt16LE(6), height: head.readUInt16LE(8) }),
  },
  {
    matches: (head) => head.length >= headBytes && head.toString('latin1', 8, 12) === 'WEBP',
    read: (head) => webpChunks[head.toString('latin1', 12, 16)]?.(head) ?? null,
  },
  {
    matches: (head) => head.length >= 2 && head.readUInt16BE(0) === 0xffd8,
    read: (_, base64) => jpegSize(base64),
  },
];

/** The size in each kind of first chunk: https://developers.google.com/speed/webp/docs/riff_container */
const webpChunks: Record<string, (head: Buffer) => ImageSize> = {
  'VP8 ': (head) => ({ width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff }),
  VP8L: (head) => {
    const bits = head.readUInt32LE(21);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  },
  VP8X: (head) => ({ width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 }),
};

/** More than any camera or editor writes before the frame. */
const jpegSegments = 200;

/** Goes from segment to segment, past thumbnails and colour profiles, to the frame's header. */
function jpegSize(base64: string): ImageSize | null {
  let offset = 2;
  for (let segment = 0; segment < jpegSegments; segment += 1) {
    const bytes = bytesAt(base64, offset, 9);
    if (bytes.length < 9 || bytes.readUInt8(0) !== 0xff) return null;
    const marker = bytes.readUInt8(1);
    if (isFrame(marker)) return { width: bytes.readUInt16BE(7), height: bytes.readUInt16BE(5) };
    offset += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(2);
  }
  return null;
}

/** C0 to CF, but for C4 (Huffman tables), C8 (reserved) and CC (arithmetic coding). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
