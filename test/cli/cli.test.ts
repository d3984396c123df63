import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { runCli, type CliRun } from '../support/cli.ts';
import { freePort } from '../support/ports.ts';
import { startHeadless, type HeadlessProcess } from '../support/headless.ts';
import { chatError } from '../upstream/openai-chat.ts';
import { startUpstream } from '../upstream/scripted.ts';

const env = { SIGNALBOX_TOKEN: 'client-token', SIGNALBOX_ADMIN_TOKEN: 'admin-token' };
let dataDir = '';
let running: HeadlessProcess | undefined;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'signalbox-cli-'));
});
afterEach(async () => {
  await running?.end('SIGTERM');
  running = undefined;
  await rm(dataDir, { recursive: true, force: true });
});

/** The command line beside the headless core of this test, as the same user would call it. */
async function cli(args: readonly string[], more: Record<string, string> = {}): Promise<CliRun> {
  running ??= await startHeadless(dataDir, env);
  const { port } = new URL(running.address);
  return runCli([...args, '--data-dir', dataDir, '--port', port], { HOME: dataDir, ...env, ...more });
}

async function targetOf(model: string): Promise<string | null> {
  const response = await fetch(`${running?.address}/v1/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env.SIGNALBOX_TOKEN}` },
    body: JSON.stringify({
      model,
      max_tokens: 2000,
      thinking: { type: 'enabled', budget_tokens: 1024 },
      messages: [{ role: 'user', content: 'hi' }],
    }),
  });
  await response.text();
  return response.headers.get('x-signalbox-target');
}

describe('a running core', () => {
  test('status says what runs, which model does what, and how the providers fare', async () => {
    const { code, stdout, stderr } = await cli(['status']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`Signalbox ${packageJson.version} at ${running?.address}`);
    expect(stdout).toMatch(/^default +demo\/demo$/m);
    expect(stdout).toMatch(/^think +-$/m);
    expect(stdout).toMatch(/^demo +unknown$/m);
  });

  test('status --json prints the answer of the operation', async () => {
    const { stdout } = await cli(['status', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ address: running?.address, paused: false });
  });

  test('use sets a route for the next request, and none takes it back', async () => {
    expect(await cli(['use', 'think', 'demo/deep'])).toMatchObject({ code: 0, stderr: '' });
    expect(await targetOf('claude-opus-5-5')).toBe('demo/deep');
    expect(await cli(['use', 'think', 'none'])).toMatchObject({ code: 0 });
    expect(await targetOf('claude-opus-5-5')).toBe('demo/demo');
  });

  test('use says what is wrong with a model that nothing knows', async () => {
    const { code, stderr } = await cli(['use', 'think', 'nobody/x']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^signalbox: .*nobody/);
  });

  test('pause and resume reach the next request', async () => {
    await cli(['use', 'think', 'demo/deep']);
    expect(await cli(['pause'])).toMatchObject({ code: 0, stdout: expect.stringContaining('paused') });
    expect((await cli(['status'])).stdout).toContain(', paused');
    expect(await targetOf('claude-opus-5-5')).toBe('demo/demo');
    await cli(['resume']);
    expect(await targetOf('claude-opus-5-5')).toBe('demo/deep');
  });

  test('that takes another token says which variable to set, and the wrong one is in no word of it', async () => {
    const { code, stdout, stderr } = await cli(['status'], { SIGNALBOX_ADMIN_TOKEN: 'a-wrong-token' });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('SIGNALBOX_ADMIN_TOKEN');
    expect(stderr).not.toContain('a-wrong-token');
  });

  test('is found where config.json says that it listens', async () => {
    const first = await startHeadless(dataDir, env);
    const { port } = new URL(first.address);
    await writeFile(
      join(dataDir, 'config.json'),
      `{ "server": { "port": ${port} }, // beside the demo\n "providers": [{ "id": "demo", "preset": "demo" }], "routes": { "default": "demo/demo" } }`,
    );
    const { code, stdout } = await runCli(['status', '--data-dir', dataDir], env);
    await first.end('SIGTERM');
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining(first.address) });
  });
});

describe('without a running core', () => {
  test.each([['status'], ['use', 'think', 'demo/x'], ['undo', 'claude-code']])(
    '%s says how to start one',
    async (...command) => {
      const port = String(await freePort());
      const { code, stderr } = await runCli([...command, '--data-dir', dataDir, '--port', port], env);
      expect(code).toBe(1);
      expect(stderr).toContain(`signalbox: Signalbox is not running at http://127.0.0.1:${port}: start it`);
    },
  );

  test('and without any token it says which one is missing', async () => {
    const { code, stderr } = await runCli(['status', '--data-dir', dataDir, '--port', '9']);
    expect(code).toBe(1);
    expect(stderr).toContain('SIGNALBOX_ADMIN_TOKEN');
  });

  test('an invalid config is named with its place', async () => {
    await writeFile(join(dataDir, 'config.json'), '{ "providers": [] }');
    const { code, stderr } = await runCli(['status', '--data-dir', dataDir], env);
    expect(code).toBe(1);
    expect(stderr).toContain(join(dataDir, 'config.json'));
  });
});

describe('the command line itself', () => {
  test.each([
    [['frobnicate'], 'frobnicate'],
    [['use', 'think'], 'signalbox use think provider/model'],
    [['status', '--loud'], '--loud'],
    [['configure', 'emacs', '--data-dir', '/nowhere'], 'claude-code'],
  ])('%j is refused with exit code 2', async (args, hint) => {
    const { code, stdout, stderr } = await runCli(args, env);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(hint);
  });

  test('help and version print and end', async () => {
    expect(await runCli([])).toMatchObject({ code: 0, stdout: expect.stringContaining('signalbox doctor') });
    expect(await runCli(['help'])).toMatchObject({ code: 0 });
    expect(await runCli(['--help'])).toMatchObject({ code: 0 });
    expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
  });

  test('start runs the core headless with its own flags, and says what keeps it from starting', async () => {
    expect((await runCli(['start', '--help'])).stdout).toContain('SIGNALBOX_DATA_DIR');
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await runCli(['start', '--data-dir', dataDir, '--port', String(port)], env);
    other.close();
    expect(code).toBe(2);
    expect(stderr).toContain(`port ${port} is taken`);
  });
});

describe('doctor', () => {
  test('finds nothing to mend where everything is well', async () => {
    const { code, stdout } = await cli(['doctor']);
    expect(stdout).toMatch(/^ok +Node /m);
    expect(stdout).toMatch(/^ok +the pages are built$/m);
    expect(stdout).toMatch(/^ok +.*config\.json is valid$/m);
    expect(stdout).toMatch(/^ok +Signalbox answers at http:/m);
    expect(stdout).toMatch(/^ok +demo answers in /m);
    expect(code).toBe(0);
  });

  test('fails for a provider that refuses its key, and says what to do', async () => {
    await using upstream = await startUpstream(() => chatError(401, 'no such key'));
    await writeFile(
      join(dataDir, 'config.json'),
      JSON.stringify({
        providers: [{ id: 'a', wire: 'openai-chat', baseUrl: upstream.url, keys: ['env:A_KEY'] }],
        routes: { default: 'a/x' },
      }),
    );
    running = await startHeadless(dataDir, { ...env, A_KEY: 'sk-of-the-test' });
    const { code, stdout } = await cli(['doctor']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^fail +a refused the key/m);
    expect(stdout).not.toContain('sk-of-the-test');
  });

  test('leaves out what only a running core knows, and says how to have it checked', async () => {
    const port = String(await freePort());
    const { code, stdout } = await runCli(['doctor', '--data-dir', dataDir, '--port', port], env);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^warn +nobody listens at http:/m);
    expect(stdout).toContain('signalbox start');
  });

  test('fails where another program has the port', async () => {
    const other = createServer((_, response) => response.end('hello'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, stdout } = await runCli(['doctor', '--data-dir', dataDir, '--port', String(port)], env);
    other.close();
    expect(code).toBe(1);
    expect(stdout).toMatch(/^fail +another program answers/m);
  });

  test('fails for an invalid config and changes nothing about it', async () => {
    await writeFile(join(dataDir, 'config.json'), '{ "providers": [] }');
    const { code, stdout } = await runCli(['doctor', '--data-dir', dataDir], env);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^fail +.*config\.json/m);
    expect(await readFile(join(dataDir, 'config.json'), 'utf8')).toBe('{ "providers": [] }');
  });
});

describe('statusline', () => {
  test('prints where the session asked last, shown by the token that Claude Code gives it', async () => {
    running = await startHeadless(dataDir, env);
    await fetch(`${running.address}/v1/messages`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${env.SIGNALBOX_TOKEN}`,
        'content-type': 'application/json',
        'x-claude-code-session-id': 'session-1',
      },
      body: JSON.stringify({ model: 'm', max_tokens: 10, messages: [{ role: 'user', content: 'hello' }] }),
    });
    const claude = { ANTHROPIC_BASE_URL: running.address, ANTHROPIC_AUTH_TOKEN: env.SIGNALBOX_TOKEN };
    const { code, stdout } = await runCli(['statusline'], claude, '{"session_id":"session-1"}');
    expect(code).toBe(0);
    // On a machine that is busy the router may not answer in time, and then only our name is printed.
    expect(stdout).toMatch(/^(default → demo\/\S+( · \$0\S* today)?|signalbox)\n$/);
  });

  test('prints our name where no router runs', async () => {
    const claude = { ANTHROPIC_BASE_URL: 'http://127.0.0.1:1', ANTHROPIC_AUTH_TOKEN: 'x' };
    expect(await runCli(['statusline'], claude, '{}')).toEqual({
      code: 0,
      stdout: 'signalbox\n',
      stderr: '',
    });
  });
});
