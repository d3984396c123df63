import { once } from 'node:events';
import { createServer, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { runOnce, type Run } from '../../../src-main/core/exchange/run-once.ts';

function run(script: string, more: Partial<Run> = {}) {
  return runOnce({
    command: process.execPath,
    args: ['-e', script],
    env: process.env,
    folder: tmpdir(),
    timeoutMs: 60_000,
    signal: new AbortController().signal,
    ...more,
  });
}

const staysForever = 'setInterval(() => {}, 1000)';

test('what a program prints on both streams is told without colours, and how it ended', async () => {
  const script = 'console.log("\\u001b[31mred"); console.error("dark"); process.exitCode = 3';
  const { output, ...rest } = await run(script);
  expect(rest).toEqual({ kind: 'exited', exitCode: 3 });
  expect(output.split('\n').toSorted()).toEqual(['dark', 'red']);
});

test('a program past its time is ended', async () => {
  expect(await run(staysForever, { timeoutMs: 100 })).toMatchObject({ kind: 'timeout', exitCode: null });
});

test('a program whose end is asked for goes with what it has started, and that is no timeout', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const connects = `require("net").connect(${port}, "127.0.0.1"); ${staysForever}`;
  const starts = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(connects)}]); ${staysForever}`;

  const enough = new AbortController();
  const running = run(starts, { signal: enough.signal });
  const [socket] = z.tuple([z.instanceof(Socket)]).parse(await once(server, 'connection'));
  const gone = once(socket.on('error', () => undefined).resume(), 'close');
  enough.abort();
  expect(await running).toMatchObject({ kind: 'exited', exitCode: null });
  await gone;
});

test('a program that is not there is told apart', async () => {
  expect(await run('', { command: 'no-such-program' })).toMatchObject({ kind: 'not-found' });
});
