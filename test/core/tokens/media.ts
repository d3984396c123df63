/** Headers of images, as short as they may be, in base64. */
export const png = (width: number, height: number): string =>
  encode(hex('89504e470d0a1a0a0000000d49484452'), uint32(width), uint32(height), hex('0806000000'));

export const gif = (width: number, height: number): string =>
  encode(Buffer.from('GIF89a'), littleEndian(width, 2), littleEndian(height, 2), hex('000000'));

/** A JPEG whose frame stands behind a thumbnail, a colour profile and a Huffman table. */
export const jpeg = (width: number, height: number): string =>
  encode(
    hex('ffd8'),
    segment(0xe1, Buffer.alloc(60_000, 0xc0)),
    segment(0xe2, Buffer.alloc(65_000, 0xff)),
    segment(0xc4, Buffer.alloc(30)),
    hex('ff'),
    segment(0xc2, Buffer.concat([hex('08'), uint16(height), uint16(width), hex('03')])),
  );

export const webp = {
  lossy: (width: number, height: number): string =>
    riff('VP8 ', hex('0000009d012a'), littleEndian(width, 2), littleEndian(height, 2)),
  lossless: (width: number, height: number): string =>
    riff('VP8L', hex('2f'), littleEndian((height - 1) * 2 ** 14 + width - 1, 4)),
  extended: (width: number, height: number): string =>
    riff('VP8X', hex('00000000'), littleEndian(width - 1, 3), littleEndian(height - 1, 3)),
};

/** A PDF of so many pages whose objects are not compressed. */
export function pdf(pages: number): string {
  const objects = Array.from(
    { length: pages },
    (_, page) => `${page + 3} 0 obj\n<< /Type /Page /Parent 2 0 R >>\n`,
  );
  return Buffer.from(`%PDF-1.4\n2 0 obj\n<< /Type /Pages /Count ${pages} >>\n${objects.join('')}`).toString(
    'base64',
  );
}

function riff(chunk: string, ...parts: Buffer[]): string {
  return encode(Buffer.from(`RIFF\0\0\0\0WEBP${chunk}`), Buffer.alloc(4), ...parts, Buffer.alloc(10));
}

function segment(marker: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker]), uint16(body.length + 2), body]);
}

function encode(...parts: Buffer[]): string {
  return Buffer.concat(parts).toString('base64');
}

function hex(digits: string): Buffer {
  return Buffer.from(digits, 'hex');
}

function uint16(value: number): Buffer {
  return hex(value.toString(16).padStart(4, '0'));
}

function uint32(value: number): Buffer {
  return hex(value.toString(16).padStart(8, '0'));
}

function littleEndian(value: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntLE(value, 0, length);
  return bytes;
}
