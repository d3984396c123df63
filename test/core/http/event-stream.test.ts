import { once } from 'node:events';
import { connect } from 'node:net';
import { createParser } from 'eventsource-parser';
import { describe, expect, test } from 'vitest';
import type { CoreEvent } from '../../../src-main/contract/events.ts';
import { adminToken, asAdmin, runServer } from './running-server.ts';
import { exampleRow } from '../api/core-parts.ts';

const requestEvent: CoreEvent = { kind: 'request', request: exampleRow };

interface Heard {
  event?: string | undefined;
  data?: unknown;
  comment?: string;
}

/** What a page hears, one after the other, until the stream ends. */
async function* listen(address: string): AsyncGenerator<Heard> {
  const response = await fetch(`${address}/api/events`, { headers: asAdmin });
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  const heard: Heard[] = [];
  const parser = createParser({
    onEvent: ({ event, data }) => heard.push({ event, data: JSON.parse(data) }),
    onComment: (comment) => heard.push({ comment: comment.trim() }),
  });
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    parser.feed(text);
    yield* heard.splice(0);
  }
}

describe('GET /api/events', () => {
  test('begins with the status, then says what happens', async () => {
    const { address, context } = await runServer();
    const stream = listen(address);
    const { value: first } = await stream.next();
    expect(first).toMatchObject({ event: 'status', data: { kind: 'status', status: { version: '1.2.3' } } });
    context.events.publish(requestEvent);
    expect((await stream.next()).value).toEqual({ event: 'request', data: requestEvent });
    await stream.return(undefined);
  });

  test('tells who comes later of the requests that are still under way', async () => {
    const { address, context } = await runServer();
    const running: CoreEvent = { kind: 'request', request: { ...exampleRow, status: null } };
    context.events.publish(running);
    context.events.publish({ kind: 'request', request: { ...exampleRow, id: 'req_2' } });
    const stream = listen(address);
    await stream.next();
    expect((await stream.next()).value).toEqual({ event: 'request', data: running });
    context.events.publish(requestEvent);
    expect((await stream.next()).value).toEqual({ event: 'request', data: requestEvent });
    await stream.return(undefined);
  });

  test('shows that it is alive while nothing happens', async () => {
    const { address } = await runServer({ keepAliveMs: 5 });
    const stream = listen(address);
    await stream.next();
    expect((await stream.next()).value).toEqual({ comment: 'keep-alive' });
    await stream.return(undefined);
  });

  test('ends when the server closes, whatever is still said, and without waiting for the drain to be over', async () => {
    const { server, address, context } = await runServer();
    const stream = listen(address);
    await stream.next();
    const closed = server.close({ drainMs: 60_000 });
    context.events.publish(requestEvent);
    await closed;
    expect((await stream.next()).done).toBe(true);
  });

  test('answers HEAD and is over', async () => {
    const { call } = await runServer();
    expect(await call('/api/events', { method: 'HEAD', headers: asAdmin })).toMatchObject({
      status: 200,
      body: '',
    });
  });

  test('needs the admin token', async () => {
    const { call } = await runServer();
    expect((await call('/api/events')).status).toBe(401);
  });

  test('cuts off a page that does not read', async () => {
    const { port, context } = await runServer();

    const socket = connect(port, '127.0.0.1');

    socket.write(
      `GET /api/events HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${adminToken}\r\n\r\n`,
    );
    await once(socket, 'data');
    socket.pause();
    const long: CoreEvent = { kind: 'request', request: { ...exampleRow, reason: 'long '.repeat(50_000) } };
    // 200 MB, far more than the sockets' own buffers hold.
    for (let said = 0; said < 800; said += 1) context.events.publish(long);
    let readBytes = 0;
    socket.on('data', (chunk) => (readBytes += chunk.length));
    socket.resume();
    await once(socket, 'close');
    expect(readBytes).toBeLessThan(20_000_000);
  });
});
