import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { runHeadless, startHeadless } from '../support/headless.ts';
import { answerChat, says } from '../upstream/openai-chat.ts';
import { pause, startUpstream } from '../upstream/scripted.ts';

const env = { SIGNALBOX_TOKEN: 'client-token', SIGNALBOX_ADMIN_TOKEN: 'admin-token' };
let dataDir = '';

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'signalbox-headless-'));
});
afterEach(async () => rm(dataDir, { recursive: true, force: true }));

async function send(address: string, body: object = {}): Promise<Response> {
  return fetch(`${address}/v1/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env.SIGNALBOX_TOKEN}` },
    body: JSON.stringify({
      model: 'claude-opus-5-5',
      max_tokens: 10,
      messages: [{ role: 'user', content: 'hi' }],
      ...body,
    }),
  });
}

async function ledgerIds(address: string, limit = 1000): Promise<Set<string>> {
  const response = await fetch(`${address}/api/requests.list`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env.SIGNALBOX_ADMIN_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ limit }),
  });
  const { requests } = (await response.json()) as { requests: { id: string }[] };
  return new Set(requests.map(({ id }) => id));
}

describe('a first start', () => {
  test('writes a config whose demo provider says which route a request took and why', async () => {
    const running = await startHeadless(dataDir, env);
    const response = await send(running.address);
    const { content } = (await response.json()) as { content: { text: string }[] };
    expect(content[0]?.text).toContain('default');
    expect(content[0]?.text).toContain(running.address);
    expect(response.headers.get('x-signalbox-target')).toBe('demo/demo');
    expect(await readFile(join(dataDir, 'config.json'), 'utf8')).toContain('"demo"');
    await running.end('SIGTERM');
  });

  test.skipIf(process.platform === 'win32')('keeps the config to its owner', async () => {
    const running = await startHeadless(dataDir, env);
    expect((await stat(join(dataDir, 'config.json'))).mode & 0o777).toBe(0o600);
    await running.end('SIGTERM');
  });

  test('the pages are there', async () => {
    const running = await startHeadless(dataDir, env);
    const page = await fetch(`${running.address}/`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('<div id="root">');
    await running.end('SIGTERM');
  });
});

describe('an end', () => {
  test.skipIf(process.platform === 'win32')(
    'SIGTERM lets a running answer finish, writes its row, and exits with 0',
    async () => {
      await using upstream = await startUpstream((request) => {
        const answer = answerChat(request, [says('one two three')]);
        return { ...answer, pieces: answer.pieces.flatMap((piece) => [piece, pause(40)]) };
      });
      await writeFile(
        join(dataDir, 'config.json'),
        JSON.stringify({
          providers: [{ id: 'a', wire: 'openai-chat', baseUrl: upstream.url }],
          routes: { default: 'a/x' },
        }),
      );
      const running = await startHeadless(dataDir, env);
      const response = await send(running.address, { stream: true });
      const exit = running.end('SIGTERM');
      expect(await response.text()).toContain('message_stop');
      expect(await exit).toBe(0);
      const again = await startHeadless(dataDir, env);
      expect(await ledgerIds(again.address)).toContain(response.headers.get('x-signalbox-request-id'));
      await again.end('SIGTERM');
    },
  );

  test('kill -9 under load loses no request that was answered', async () => {
    await using upstream = await startUpstream((request) => answerChat(request, [says('one two three')]));
    await writeFile(
      join(dataDir, 'config.json'),
      JSON.stringify({
        providers: [{ id: 'a', wire: 'openai-chat', baseUrl: upstream.url }],
        routes: { default: 'a/x' },
      }),
    );
    const running = await startHeadless(dataDir, env);
    const answered: string[] = [];
    const clients = Array.from({ length: 10 }, async (_, index) => {
      for (;;) {
        try {
          const response = await send(running.address, { stream: index % 2 === 0 });
          const body = await response.text();
          const isWhole = index % 2 === 0 ? body.includes('"type":"message_stop"') : body.endsWith('}');
          if (isWhole) answered.push(response.headers.get('x-signalbox-request-id') ?? 'without an id');
        } catch {
          // The process is dead: this client saw its last answer.
          return;
        }
        if (answered.length === 200) await running.end('SIGKILL');
      }
    });
    await Promise.all(clients);
    expect(answered.length).toBeGreaterThanOrEqual(200);
    const again = await startHeadless(dataDir, env);
    const kept = await ledgerIds(again.address);
    expect(answered.filter((id) => !kept.has(id))).toEqual([]);
    await again.end('SIGTERM');
  });
});

describe('what stops a start is said in one message, with exit code 2', () => {
  test('a taken port', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, stdout, stderr } = await runHeadless(['--data-dir', dataDir, '--port', String(port)], env);
    other.close();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`port ${port} is taken`);
  });

  test('an invalid config names the file, the place and what is accepted', async () => {
    const file = join(dataDir, 'config.json');
    await writeFile(
      file,
      '{\n  "providers": [{ "id": "a", "wire": "morse", "baseUrl": "http://127.0.0.1:1" }],\n  "routes": { "default": "a/x" }\n}',
    );
    const { code, stderr } = await runHeadless(['--data-dir', dataDir], env);
    expect(code).toBe(2);
    expect(stderr).toContain(file);
    expect(stderr).toContain('2:');
    expect(stderr).toContain('openai-chat');
  });

  test('an invalid port in the environment or on the command line', async () => {
    for (const [flags, more] of [
      [['--port', 'abc'], {}],
      [[], { SIGNALBOX_PORT: '70000' }],
    ] as const) {
      const { code, stderr } = await runHeadless(['--data-dir', dataDir, ...flags], { ...env, ...more });
      expect(code).toBe(2);
      expect(stderr.toLowerCase()).toContain('port');
    }
  });

  test.runIf(process.platform === 'linux')('an unwritable folder', async () => {
    const { code, stderr } = await runHeadless(['--data-dir', '/sys/signalbox'], env);
    expect(code).toBe(2);
    expect(stderr).toContain('/sys/signalbox');
  });

  test('a data folder that is a file', async () => {
    const file = join(dataDir, 'a-file');
    await writeFile(file, '');
    const { code, stderr } = await runHeadless(['--data-dir', file], env);
    expect(code).toBe(2);
    expect(stderr).toContain(file);
  });

  test('an unknown flag', async () => {
    const { code, stderr } = await runHeadless(['--nonsense'], env);
    expect(code).toBe(2);
    expect(stderr).toContain('--data-dir');
  });
});

test('--version and --help print and end', async () => {
  expect(await runHeadless(['--version'])).toMatchObject({ code: 0, stdout: `${packageJson.version}\n` });
  expect((await runHeadless(['--help'])).stdout).toContain('SIGNALBOX_DATA_DIR');
});
