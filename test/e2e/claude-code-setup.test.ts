import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { operations } from '../../src-main/contract/operations.ts';
import { runClaudeAtHome } from '../support/claude.ts';
import { clientToken, startTestCore, type TestCore } from '../support/core.ts';
import { answerMessage, text } from '../upstream/anthropic.ts';
import { answerChat, says } from '../upstream/openai-chat.ts';
import { startUpstream, type ScriptedUpstream } from '../upstream/scripted.ts';

const claude = process.env['SIGNALBOX_TEST_CLAUDE'] ?? 'claude';
const login = 'sk-ant-oat01-login-of-the-user';

/** Signalbox before Anthropic and another provider, and a home for the client. */
interface Stage extends AsyncDisposable {
  core: TestCore;
  anthropic: ScriptedUpstream;
  other: ScriptedUpstream;
  home: string;
  settingsPath: string;
  settings(): Promise<Record<string, Record<string, string>>>;
}

async function stage(env: Record<string, string> = {}): Promise<Stage> {
  const home = await mkdtemp(join(tmpdir(), 'claude-home-'));
  const anthropic = await startUpstream((request) => answerMessage(request, [text('From Anthropic.')]));
  const other = await startUpstream((request) => answerChat(request, [says('From the other.')]));
  const core = await startTestCore(
    {
      providers: [
        { id: 'anthropic', wire: 'anthropic', baseUrl: anthropic.url, keys: [], models: ['claude-x'] },
        {
          id: 'other',
          wire: 'openai-chat',
          baseUrl: `${other.url}/v1`,
          keys: ['env:OTHER_KEY'],
          models: ['model'],
        },
        { id: 'keyless', wire: 'openai-chat', baseUrl: `${other.url}/v1`, keys: [], models: ['model'] },
      ],
      models: { smart: { targets: ['other/model'] }, local: { targets: ['keyless/model'] } },
      routes: { default: 'anthropic/claude-x' },
    },
    { home, env: { OTHER_KEY: 'key-of-the-other', PATH: process.env['PATH'] ?? '', HOME: home, ...env } },
  );
  const settingsPath = join(home, '.claude', 'settings.json');
  return {
    core,
    anthropic,
    other,
    home,
    settingsPath,
    settings: async () => JSON.parse(await readFile(settingsPath, 'utf8')),
    async [Symbol.asyncDispose]() {
      await core[Symbol.asyncDispose]();
      await anthropic[Symbol.asyncDispose]();
      await other[Symbol.asyncDispose]();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

test('with our token the client reaches the router and says what each request is, and shows nothing else to Anthropic', async () => {
  await using given = await stage();
  await given.core.call('claudeCode.apply', { aliases: { opus: 'smart' }, contextTokens: 123_000 });
  const plain = await runClaudeAtHome(given.home, 'say hello', { args: ['--model', 'claude-sonnet-5-5'] });
  expect(plain).toMatchObject({ stdout: 'From Anthropic.\n', exitCode: 0 });
  const [sent] = given.anthropic.requests.filter(({ method }) => method === 'POST');
  expect(sent?.headers['x-claude-code-request-class']).toBe('main');
  expect(sent?.headers.authorization).toBeUndefined();

  const { stdout } = await runClaudeAtHome(given.home, 'say hello', { args: ['--model', 'opus'] });
  expect(stdout).toBe('From the other.\n');
  const [row] = await given.core.rows();
  expect(row).toMatchObject({ client: 'claude-code', route: 'explicit', target: 'other/model', status: 200 });
  expect(row?.requestedModel).toBe('claude-signalbox/smart');
});

test('a login is kept: it reaches Anthropic untouched, and nobody else', async () => {
  await using given = await stage();
  await given.core.call('claudeCode.apply', { mode: 'login', aliases: { sonnet: 'smart', haiku: 'local' } });
  const env = { CLAUDE_CODE_OAUTH_TOKEN: login };
  const own = await runClaudeAtHome(given.home, 'hello', { env, args: ['--model', 'claude-opus-5-5'] });
  expect(own.stdout).toBe('From Anthropic.\n');
  const [sent] = given.anthropic.requests.filter(({ method }) => method === 'POST');
  expect(sent?.headers.authorization).toBe(`Bearer ${login}`);
  expect(sent?.headers['anthropic-beta']).toContain('oauth-2025-04-20');
  expect(sent?.headers['x-claude-code-request-class']).toBe('main');
  expect(JSON.stringify(sent?.headers)).not.toContain(clientToken);

  for (const model of ['sonnet', 'haiku']) {
    const { stdout } = await runClaudeAtHome(given.home, 'hello', { env, args: ['--model', model] });
    expect(stdout).toBe('From the other.\n');
  }
  expect(given.other.requests.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer key-of-the-other',
    undefined,
  ]);
  expect(JSON.stringify(given.other.requests.map(({ headers }) => headers))).not.toContain(login);
});

test('an undo leaves nothing behind, and the client no longer comes here', async () => {
  await using given = await stage();
  await given.core.call('claudeCode.apply', {});
  await given.core.call('claudeCode.undo', {});
  await expect(given.settings()).rejects.toThrow('ENOENT');
  const { exitCode } = await runClaudeAtHome(given.home, 'hello', { timeoutMs: 20_000 });
  expect(exitCode).not.toBe(0);
  expect(await given.core.rows()).toEqual([]);
});

test.each(['token', 'login'] as const)('verify shows the request arriving, in mode %s', async (mode) => {
  await using given = await stage({ CLAUDE_CODE_OAUTH_TOKEN: login });
  await given.core.call('claudeCode.apply', { mode, aliases: { opus: 'smart' } });
  const verified = await given.core.call('claudeCode.verify', { command: claude });
  expect(operations['claudeCode.verify'].output.parse(verified)).toEqual(verified);
  const [row] = await given.core.rows();
  expect(verified).toMatchObject({ ok: true, request: { id: row?.id, status: 200, target: row?.target } });
});

test('verify says what to do when no request arrives', async () => {
  await using given = await stage();
  const notSetUp = await given.core.call('claudeCode.verify', { command: claude, timeoutMs: 20_000 });
  expect(notSetUp).toMatchObject({ ok: false, error: expect.stringContaining('no request of it arrived') });
  const notThere = await given.core.call('claudeCode.verify', { command: 'no-such-claude' });
  expect(notThere).toMatchObject({ ok: false, error: expect.stringContaining('install Claude Code') });
});

test('verify of settings in another place uses them', async () => {
  await using given = await stage();
  const settingsPath = join(given.home, 'elsewhere', 'settings.json');
  await given.core.call('claudeCode.apply', { settingsPath });
  const verified = await given.core.call('claudeCode.verify', { settingsPath, command: claude });
  expect(verified).toMatchObject({ ok: true, request: { route: 'default' } });
});
