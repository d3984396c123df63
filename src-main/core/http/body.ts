import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, zstdDecompress } from 'node:zlib';
import { RequestError } from '../errors.ts';

type Decompress = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const decompressors: ReadonlyMap<string, Decompress> = new Map([
  ['gzip', promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)],
  ['x-gzip', promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)],
  ['deflate', promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate)],
  ['br', promisify<Buffer, { maxOutputLength: number }, Buffer>(brotliDecompress)],
  ['zstd', promisify<Buffer, { maxOutputLength: number }, Buffer>(zstdDecompress)],
]);

/**
 * Reads a request's body whole and decompressed. Throws RequestError: 413 when it is longer than `maxBytes`, on the wire
 * or decompressed; 415 for a compression that nobody here knows; 400 for one that is broken. After an error the rest of
 * the body is still on its way.
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  const decompress = decompressors.get(encoding);
  if (!decompress && encoding !== 'identity') {
    const known = [...decompressors.keys()].join(', ');
    throw new RequestError('invalid-request', `this content-encoding is not known: use ${known} or none`, {
      status: 415,
    });
  }
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const bytes = await collect(request, maxBytes);
  if (!decompress) return bytes;
  try {
    return await decompress(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(maxBytes);
    throw new RequestError('invalid-request', `the body is not valid ${encoding}`, { cause: error });
  }
}

async function collect(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  // A request destroyed on the way out takes in no more bytes, and a client that still sends would wait for ever.
  const incoming: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of incoming) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  const [first] = chunks;
  return first && chunks.length === 1 ? first : Buffer.concat(chunks, length);
}

function tooLarge(maxBytes: number): RequestError {
  const limit = `${Number((maxBytes / 1024 / 1024).toFixed(2))} MB`;
  return new RequestError('too-large', `the body is larger than ${limit}, the most that is accepted here`);
}
