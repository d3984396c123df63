import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runClaudeCli, type CliCall } from '../../../src-main/core/exchange/claude-cli-process.ts';
import type { MessageEvent } from '../../../src-main/core/wire/anthropic/messages.ts';
import { grammarFaults } from '../wire/grammar.ts';
import { gather, sentBlocks } from '../wire/streams.ts';
import { fakeCli } from './fake-cli.ts';

/** The stand-ins are shell scripts. */
describe.skipIf(process.platform === 'win32')('the Claude CLI', () => {
  test('gets arguments, system prompt, prompt and environment, and stands in an empty folder that is gone after it', async () => {
    await using fake = await fakeCli(`
      const at = (name) => process.argv[process.argv.indexOf(name) + 1];
      writeFileSync(import.meta.dirname + '/seen.json', JSON.stringify({
        prompt: prompt(), system: readFileSync(at('--system-prompt-file'), 'utf8'), model: at('--model'),
        effort: at('--effort'), folder: process.cwd(), limit: process.env.CLAUDE_CODE_MAX_OUTPUT_TOKENS,
        base: process.env.ANTHROPIC_BASE_URL,
      }));
      init(); begin(); text('Hello'); finish();`);
    const request = {
      ...fake.call.request,
      prompt: 'Grüße '.repeat(100_000),
      effort: 'low',
      environment: { CLAUDE_CODE_MAX_OUTPUT_TOKENS: '99' },
    };
    const { events, error } = await run({ ...fake.call, request });
    expect(error).toBeUndefined();
    expect(sentBlocks(events)).toEqual([{ type: 'text', text: 'Hello' }]);
    expect(grammarFaults(events)).toEqual([]);
    const seen: Record<string, string> = JSON.parse(readFileSync(join(fake.folder, 'seen.json'), 'utf8'));
    expect(seen).toEqual({
      prompt: request.prompt,
      system: 'Be brief.',
      model: 'opus',
      effort: 'low',
      folder: expect.stringContaining('signalbox-claude-'),
      limit: '99',
    });
    expect(existsSync(seen['folder'] ?? '')).toBe(false);
  });

  test('that is not there is said with what to do, and not tried again', async () => {
    await using fake = await fakeCli('');
    const { events, error } = await run({ ...fake.call, command: 'claude-that-is-not-there' });
    expect(events).toEqual([]);
    expect(error).toMatchObject({
      name: 'UpstreamFailure',
      facts: { isRetryable: false },
      shown: {
        status: 502,
        message:
          'the Claude CLI: "claude-that-is-not-there" was not found: install it (https://code.claude.com/docs/en/setup), or set the path of the binary as the provider\'s "command"',
      },
    });
  });

  test('that cannot be run is told apart from one that is not there', async () => {
    await using fake = await fakeCli('');
    const { error } = await run({ ...fake.call, command: fake.folder });
    expect(error).toMatchObject({ name: 'UpstreamFailure', message: expect.stringContaining('EACCES') });
  });

  test('that dies early is told with its exit code and what it said last, without colours', async () => {
    await using fake = await fakeCli(
      `console.error('\\x1b[31merror:\\x1b[0m unknown option --verbose'); process.exit(3);`,
    );
    const { error } = await run(fake.call);
    expect(error).toMatchObject({
      name: 'UpstreamProtocolError',
      status: 502,
      message: 'the Claude CLI ended (3) before its answer was whole: error: unknown option --verbose',
    });
  });

  test('that dies in the middle, by a signal, leaves a broken stream and no whole one', async () => {
    await using fake = await fakeCli(`
      init(); begin(); text('Half'); console.log('Killed: out of memory');
      process.stdout.write('', () => process.kill(process.pid, 'SIGKILL'));`);
    const { events, error } = await run(fake.call);
    expect(sentBlocks(events)).toEqual([{ type: 'text', text: 'Half' }]);
    expect(grammarFaults(events, true)).toEqual([]);
    expect(error).toMatchObject({
      message: 'the Claude CLI ended (SIGKILL) before its answer was whole: Killed: out of memory',
    });
  });

  test('that prints garbage and colours around its lines is understood', async () => {
    await using fake = await fakeCli(`
      console.log('\\x1b[2J\\x1b[33mA newer version is there\\x1b[0m');
      init(); begin(); console.log('{ "half": '); process.stdout.write('\\x1b[0m'); text('Hello'); finish();`);
    const { events, error } = await run(fake.call);
    expect(error).toBeUndefined();
    expect(sentBlocks(events)).toEqual([{ type: 'text', text: 'Hello' }]);
  });

  test('that calls an error a success is not believed', async () => {
    await using fake = await fakeCli(`
      init(); say({ type: 'result', subtype: 'success', is_error: true, api_error_status: 429, result: 'Slow down' });
      process.exitCode = 1;`);
    const { error } = await run(fake.call);
    expect(error).toMatchObject({
      name: 'UpstreamStreamError',
      kind: 'rate-limit',
      status: 429,
      message: 'the Claude CLI failed: Slow down',
    });
  });

  test('that says very much loses none of it', async () => {
    await using fake = await fakeCli(`
      init(); begin();
      for (let count = 0; count < 2_000; count += 1) { text('x'.repeat(2_000)); console.error('y'.repeat(2_000)); }
      finish();`);
    const { events, error } = await run(fake.call);
    expect(error).toBeUndefined();
    expect(String(sentBlocks(events)[0]?.['text'])).toHaveLength(4_000_000);
  });

  test('that does not read its prompt may answer all the same', async () => {
    await using fake = await fakeCli(`process.stdin.destroy(); init(); begin(); text('Hello'); finish();`);
    const request = { ...fake.call.request, prompt: 'x'.repeat(4_000_000) };
    const { events, error } = await run({ ...fake.call, request });
    expect(error).toBeUndefined();
    expect(sentBlocks(events)).toEqual([{ type: 'text', text: 'Hello' }]);
  });

  test('that never begins to answer is ended in time, however much it tells about itself', async () => {
    await using fake = await fakeCli(
      `setInterval(() => say({ type: 'system', subtype: 'api_retry' }), 20);`,
      { limits: { firstByteMs: 600, idleMs: 20_000 } },
    );
    const { events, error } = await run(fake.call);
    expect(events).toEqual([]);
    expect(error).toMatchObject({
      name: 'UpstreamTimeoutError',
      status: 504,
      message: 'the Claude CLI began no answer within 600 ms',
    });
  });

  test('that falls silent in the middle is ended in time', async () => {
    await using fake = await fakeCli(`init(); begin(); text('Half'); forever();`, {
      limits: { firstByteMs: 20_000, idleMs: 100 },
    });
    const { events, error } = await run(fake.call);
    expect(sentBlocks(events)).toEqual([{ type: 'text', text: 'Half' }]);
    expect(error).toMatchObject({
      name: 'UpstreamTimeoutError',
      message: 'the Claude CLI said nothing for 100 ms',
    });
  });

  test('that closes its output and stays is ended in time too', async () => {
    await using fake = await fakeCli(`init(); begin(); process.stdout.end(); forever();`, {
      limits: { firstByteMs: 20_000, idleMs: 100 },
    });
    const { error } = await run(fake.call);
    expect(error).toMatchObject({ name: 'UpstreamTimeoutError' });
  });

  test('is no slower than its reader: a client that takes its time is no silence', async () => {
    await using fake = await fakeCli(`init(); begin(); text('Hello'); finish();`, {
      limits: { firstByteMs: 20_000, idleMs: 100 },
    });
    const seen: string[] = [];
    for await (const { type } of runClaudeCli(fake.call)) {
      if (type === 'content_block_delta') await new Promise((resolve) => setTimeout(resolve, 300));
      seen.push(type);
    }
    expect(seen.at(-1)).toBe('message_stop');
  });

  test('is not even started for a client that has left', async () => {
    await using fake = await fakeCli(`writeFileSync(import.meta.dirname + '/started', '');`, {
      signal: AbortSignal.abort(),
    });
    const { error } = await run(fake.call);
    expect(error).toMatchObject({ name: 'ClientGoneError', status: 499 });
    expect(existsSync(join(fake.folder, 'started'))).toBe(false);
  });

  test.each<[string, (events: AsyncGenerator<MessageEvent, void, void>, client: AbortController) => unknown]>(
    [
      [
        'when the client leaves',
        async (events, client) => {
          client.abort();
          await expect(events.next()).rejects.toMatchObject({ name: 'ClientGoneError' });
        },
      ],
      ['when its reader stops', (events) => events.return()],
    ],
  )('is gone with all that it has started %s, even if it does not want to', async (_, leave) => {
    await using witness = await openWitness();
    await using fake = await fakeCli(`
      process.on('SIGTERM', () => {});
      const stay = "require('node:net').connect(${witness.port}, '127.0.0.1'); process.on('SIGTERM', () => {})";
      spawn(process.execPath, ['-e', stay], { stdio: 'ignore' });
      const { connect } = await import('node:net');
      connect(${witness.port}, '127.0.0.1', () => { init(); begin(); forever(); });`);
    const client = new AbortController();
    const events = runClaudeCli({ ...fake.call, signal: client.signal });
    await events.next();
    await witness.bothCame;
    await leave(events, client);
    await expect(witness.bothLeft).resolves.toBeUndefined();
  });
});

async function run(call: CliCall) {
  return gather(runClaudeCli(call));
}

/** A server that sees processes come and go: a connection ends when the process at its other end does. */
async function openWitness() {
  const sockets = new Set<Socket>();
  const came = Promise.withResolvers<void>();
  const left = Promise.withResolvers<void>();
  let leftCount = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.resume().once('close', () => {
      leftCount += 1;
      if (leftCount === 2) left.resolve();
    });
    if (sockets.size === 2) came.resolve();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' ? address?.port : undefined,
    bothCame: came.promise,
    bothLeft: left.promise,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
