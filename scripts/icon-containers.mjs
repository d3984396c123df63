// The two containers that hold an app's icon in several sizes. Each image is { size, png, rgba }: a whole PNG file, and
// the same pixels as rows of red, green, blue and alpha.

/** An ICO: bitmaps, which every reader of the format takes, and a PNG from 256 on, as Windows itself writes them. */
export function ico(images) {
  const entries = images.map((image) => ({
    ...image,
    data: image.size < 256 ? bitmap(image) : image.png,
  }));
  const head = Buffer.alloc(6 + 16 * entries.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(entries.length, 4);
  let offset = head.length;
  for (const [index, { size, data }] of entries.entries()) {
    const at = 6 + 16 * index;
    // 256 is written as 0.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(data.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += data.length;
  }
  return Buffer.concat([head, ...entries.map(({ data }) => data)]);
}

/** A BITMAPINFOHEADER, rows from the bottom up as blue, green, red, alpha, and an empty mask, which alpha replaces. */
function bitmap({ size, rgba }) {
  const head = Buffer.alloc(40);
  head.writeUInt32LE(40, 0);
  head.writeInt32LE(size, 4);
  head.writeInt32LE(size * 2, 8);
  head.writeUInt16LE(1, 12);
  head.writeUInt16LE(32, 14);
  const pixels = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const from = (y * size + x) * 4;
      const to = ((size - 1 - y) * size + x) * 4;
      pixels.set([rgba[from + 2], rgba[from + 1], rgba[from], rgba[from + 3]], to);
    }
  }
  const maskRowBytes = Math.ceil(size / 32) * 4;
  return Buffer.concat([head, pixels, Buffer.alloc(maskRowBytes * size)]);
}

/** The entries of an ICNS that hold PNGs, and the pixels of each. */
const icnsEntries = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];
/** The sizes that an ICNS is made of. */
export const icnsSizes = [...new Set(icnsEntries.map(([, size]) => size))];

/** An ICNS of images in all of {@link icnsSizes}. */
export function icns(images) {
  const blocks = icnsEntries.map(([type, size]) => {
    const { png } = images.find((image) => image.size === size);
    return block(type, png);
  });
  return block('icns', Buffer.concat(blocks));
}

function block(type, data) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(data.length + 8, 4);
  return Buffer.concat([head, data]);
}
