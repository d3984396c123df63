import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { PortTakenError } from '../../../src-main/core/http/server.ts';
import { asClient, clientToken, runServer } from './running-server.ts';

/** A server whose answers begin at once and end when the test says so. */
async function runSlowServer() {
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
  const running = await runServer({
    answer: async (_incoming, response) => {
      response.write('half ');
      begin();
      await mayEnd;
      response.end('whole');
    },
  });
  const answer = running.call('/v1/messages', { method: 'POST', headers: asClient, body: '{}' });
  await begun;
  return { ...running, answer, end };
}

describe('listening', () => {
  test('resolves to the address', async () => {
    const { address, call } = await runServer();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await call('/health')).status).toBe(200);
  });

  test('on a taken port says which', async () => {
    const { port } = await runServer();
    const { server } = await runServer();
    await server.close({ drainMs: 0 });
    const failure: unknown = await server.listen('127.0.0.1', port).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PortTakenError);
    expect(failure).toHaveProperty('message', expect.stringContaining(`port ${port} `));
  });
});

describe('closing', () => {
  test('lets a running answer finish', async () => {
    const { server, answer, end } = await runSlowServer();
    const closed = server.close({ drainMs: 60_000 });
    end();
    expect(await answer).toMatchObject({ status: 200, body: 'half whole' });
    await closed;
  });

  test('cuts an answer off that takes longer than it may', async () => {
    const { server, answer } = await runSlowServer();
    const failure = answer.catch((error: unknown) => error);
    await server.close({ drainMs: 10 });
    expect(await failure).toHaveProperty('code', 'ECONNRESET');
  });

  test('accepts no new connection', async () => {
    const { server, call, answer, end } = await runSlowServer();
    const closed = server.close({ drainMs: 60_000 });
    await expect(call('/health')).rejects.toThrow(/ECONNREFUSED/);
    end();
    await answer;
    await closed;
  });

  test('does not wait for idle connections that clients keep', async () => {
    const { server, port } = await runServer();
    const agent = new Agent({ keepAlive: true });
    const outgoing = request({ host: '127.0.0.1', port, path: '/health', agent });
    outgoing.end();
    await new Promise<void>((resolve, reject) => {
      outgoing.on('response', (response) => {
        text(response).then(() => resolve(), reject);
      });
    });
    await expect(server.close({ drainMs: 60_000 })).resolves.toBeUndefined();
    agent.destroy();
  });

  test('does not wait for a kept connection whose last answer ends while it drains', async () => {
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
    const { server, port } = await runServer({
      answer: async (_incoming, response) => {
        response.write('half ');
        await mayEnd;
        response.end('whole');
      },
    });
    const socket = connect(port, '127.0.0.1');
    socket.write(
      `POST /v1/messages HTTP/1.1\r\nhost: localhost\r\nx-api-key: ${clientToken}\r\ncontent-length: 2\r\n\r\n{}`,
    );
    await once(socket, 'data');
    const closed = server.close({ drainMs: 60_000 });
    end();
    socket.resume();
    await expect(closed).resolves.toBeUndefined();
    socket.destroy();
  });

  test('waits for an answer that was given in full to a client that reads slowly', async () => {
    const length = 20_000_000;
    const { promise: given, resolve: give } = Promise.withResolvers<void>();
    const { server, port } = await runServer({
      answer: (_incoming, response) => {
        response.end(Buffer.alloc(length, 'a'));
        give();
        return Promise.resolve();
      },
    });
    const socket = connect(port, '127.0.0.1');
    socket.write(
      `POST /v1/messages HTTP/1.1\r\nhost: localhost\r\nx-api-key: ${clientToken}\r\ncontent-length: 2\r\n\r\n{}`,
    );
    socket.pause();
    await given;
    const closed = server.close({ drainMs: 60_000 });
    expect((await text(socket)).length).toBeGreaterThan(length);
    await closed;
  });

  test('refuses a further request on a connection that is still busy', async () => {
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
    const { server, port, exchanged, logged } = await runServer({
      answer: async (_incoming, response) => {
        response.write('half ');
        await mayEnd;
        response.end('whole');
      },
    });
    const head = `POST /v1/messages HTTP/1.1\r\nhost: localhost\r\nx-api-key: ${clientToken}\r\ncontent-length: 2\r\n\r\n{}`;
    const socket = connect(port, '127.0.0.1');
    const said = text(socket);
    socket.write(head);
    while (exchanged.length === 0) await setImmediate();
    const closed = server.close({ drainMs: 60_000 });
    socket.write(head);
    while (!logged.some((line) => line.includes('stopping'))) await setImmediate();
    end();
    await closed;

    const statuses = [...(await said).matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
    expect(statuses).toEqual(['200', '503']);
    expect(exchanged).toHaveLength(1);
  });
});
