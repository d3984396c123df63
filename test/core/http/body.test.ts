import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { configOf } from '../api/core-parts.ts';
import { asAdmin, asClient, clientToken, runServer } from './running-server.ts';

const megabyte = 1024 * 1024;
const oneMegabyte = { parts: { startWith: configOf({ server: { maxBodyMb: 1 } }) } };
const tooLarge = { type: 'error', error: { type: 'request_too_large' } };

const compressions = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
] as const;

describe('compressed bodies', () => {
  test.each(compressions)('%s arrives as it was before', async (encoding, compress) => {
    const { call, exchanged } = await runServer();
    const body = Buffer.from(JSON.stringify({ text: 'héllo '.repeat(5000) }));
    const headers = { ...asClient, 'content-encoding': encoding };
    expect((await call('/v1/messages', { method: 'POST', headers, body: compress(body) })).status).toBe(200);
    expect(exchanged[0]?.body.equals(body)).toBe(true);
  });

  test.each(compressions)('%s that grows past the limit is refused', async (encoding, compress) => {
    const { call, exchanged } = await runServer(oneMegabyte);
    const headers = { ...asClient, 'content-encoding': encoding };
    const bomb = compress(Buffer.alloc(2 * megabyte));
    const answer = await call('/v1/messages', { method: 'POST', headers, body: bomb });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body)).toMatchObject(tooLarge);
    expect(exchanged).toEqual([]);
  });

  test.each(compressions)('%s that is broken is a bad request', async (encoding) => {
    const { call } = await runServer();
    const headers = { ...asClient, 'content-encoding': encoding };
    const answer = await call('/v1/messages', { method: 'POST', headers, body: 'not compressed' });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(`not valid ${encoding}`);
  });

  test('in a way that nobody here knows are 415', async () => {
    const { call } = await runServer();
    const headers = { ...asClient, 'content-encoding': 'compress' };
    expect((await call('/v1/messages', { method: 'POST', headers, body: 'x' })).status).toBe(415);
  });

  test('named identity are taken as they are', async () => {
    const { call, exchanged } = await runServer();
    await call('/v1/messages', {
      method: 'POST',
      headers: { ...asClient, 'content-encoding': 'identity' },
      body: '{}',
    });
    expect(exchanged[0]?.body.toString()).toBe('{}');
  });
});

describe('large bodies', () => {
  test('of exactly the limit pass', async () => {
    const { call, exchanged } = await runServer(oneMegabyte);
    const body = Buffer.alloc(megabyte, 'a');
    expect((await call('/v1/messages', { method: 'POST', headers: asClient, body })).status).toBe(200);
    expect(exchanged[0]?.body.equals(body)).toBe(true);
  });

  test('are refused by their length before they were sent', async () => {
    const { port } = await runServer(oneMegabyte);
    const socket = connect(port, '127.0.0.1');
    socket.write(head('content-length: 5000000') + 'the beginning of it');
    const answered = await firstAnswer(socket);
    expect(answered).toMatch(/^HTTP\/1\.1 413 /);
    expect(answered).toContain('request_too_large');
    socket.destroy();
  });

  test.each([
    ['content-length: 20000000', Buffer.alloc(20_000_000, 'a')],
    [
      'transfer-encoding: chunked',
      Buffer.concat([...Array.from({ length: 20 }, megabyteChunk), Buffer.from('0\r\n\r\n')]),
    ],
  ])('whose client sends all of it before it reads still find the 413, with %s', async (length, body) => {
    const { port } = await runServer(oneMegabyte);
    const socket = connect(port, '127.0.0.1');
    socket.pause();
    socket.write(head(length, 'connection: close'));
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.write(body, () => resolve());
    });
    socket.resume();
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('in chunks of unknown length are refused once they are past the limit', async () => {
    const { port, exchanged } = await runServer(oneMegabyte);
    const socket = connect(port, '127.0.0.1');
    socket.write(head('transfer-encoding: chunked'));
    for (let sent = 0; sent < 3; sent += 1) socket.write(megabyteChunk());
    expect(await firstAnswer(socket)).toMatch(/^HTTP\/1\.1 413 /);
    expect(exchanged).toEqual([]);
    socket.destroy();
  });

  test('refused leave the connection fit for the next request', async () => {
    const { port } = await runServer(oneMegabyte);
    const socket = connect(port, '127.0.0.1');
    socket.write(Buffer.concat([Buffer.from(head('content-length: 2000000')), Buffer.alloc(2_000_000, 'a')]));
    socket.write(`${head('content-length: 2', 'connection: close')}{}`);
    const statuses = [...(await text(socket)).matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
    expect(statuses).toEqual(['413', '200']);
  });

  test('of operations end at 1 MB', async () => {
    const { call } = await runServer();
    const headers = { ...asAdmin, 'content-type': 'application/json' };
    const answer = await call('/api/config.set', {
      method: 'POST',
      headers,
      body: Buffer.alloc(megabyte + 1, ' '),
    });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'too-large' } });
  });
});

test('a client that leaves while it sends is no error of ours', async () => {
  const { port, call, logged } = await runServer();
  const socket = connect(port, '127.0.0.1');
  await new Promise<void>((resolve) => {
    socket.write(`${head('content-length: 1000')}half`, () => resolve());
  });
  socket.destroy();
  await call('/health');
  expect(logged.join('')).not.toContain('unexpected');
});

function head(...headers: string[]): string {
  const lines = ['POST /v1/messages HTTP/1.1', 'host: localhost', `x-api-key: ${clientToken}`, ...headers];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function megabyteChunk(): Buffer {
  return Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(megabyte, 'a'), Buffer.from('\r\n')]);
}

/** What the socket says until its first answer is whole. */
async function firstAnswer(socket: AsyncIterable<Buffer>): Promise<string> {
  let said = '';
  for await (const chunk of socket) {
    said += chunk.toString();
    const length = /content-length: (\d+)/i.exec(said)?.[1];
    const start = said.indexOf('\r\n\r\n') + 4;
    if (length !== undefined && start > 3 && said.length >= start + Number(length)) return said;
  }
  throw new Error(`closed after: ${said}`);
}
