import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { operations, type OperationName } from '../../../src-main/contract/operations.ts';
import type { CoreOptions } from '../../../src-main/core/index.ts';
import { runStatusLine } from '../../../src-main/core/setup/statusline.ts';
import { KeychainUnavailableError } from '../../../src-main/core/secrets/secret-store.ts';
import { ask, clientToken, startTestCore } from '../../support/core.ts';

const config = {
  providers: [{ id: 'demo', wire: 'demo' }],
  models: { smart: { targets: ['demo/large'] } },
  routes: { default: 'smart' },
};

async function coreAtHome(options: Partial<CoreOptions> = {}) {
  const home = await mkdtemp(join(tmpdir(), 'signalbox-home-'));
  onTestFinished(async () => rm(home, { recursive: true, force: true }));
  return startTestCore(config, { home, statusLineCommand: 'signalbox statusline', ...options });
}

test('each operation answers what the contract says, and no token', async () => {
  await using core = await coreAtHome();
  const answers: unknown[] = [];
  const call = async (name: OperationName, input = {}) => {
    const answer = await core.call(name, input);
    expect(operations[name].output.parse(answer)).toEqual(answer);
    answers.push(answer);
    return answer;
  };
  expect(await call('claudeCode.status')).toMatchObject({ state: 'not-set', offersStatusLine: true });
  expect(await call('claudeCode.preview', { aliases: { opus: 'smart' } })).toMatchObject({ warnings: [] });
  await call('claudeCode.apply', { aliases: { opus: 'smart', haiku: 'demo/small' }, statusLine: true });
  expect(await call('claudeCode.status')).toMatchObject({
    state: 'set',
    address: core.address,
    mode: 'token',
  });
  await call('claudeCode.undo');
  expect(await call('claudeCode.status')).toMatchObject({ state: 'not-set', canUndo: false });
  expect(JSON.stringify(answers)).not.toContain(clientToken);
  expect(await core.log()).not.toContain(clientToken);
});

test('a token that no keychain keeps is warned of', async () => {
  const refuse = async () => Promise.reject(new KeychainUnavailableError('none here'));
  await using core = await coreAtHome({
    secrets: { get: refuse, set: refuse, remove: refuse },
    env: { SIGNALBOX_TOKEN: undefined },
  });
  const { warnings } = await core.call('claudeCode.preview');
  expect(warnings.map(({ code }) => code)).toEqual(['token-not-kept']);
});

test('a problem of the file is an error that names it', async () => {
  await using core = await coreAtHome();
  const answer = await core.call('claudeCode.apply', { settingsPath: '/etc/passwd' });
  expect(answer).toMatchObject({
    error: { code: 'invalid-request', message: expect.stringContaining('settingsPath') },
  });
});

test('the status line tells a client what its session asked for, and nobody else', async () => {
  await using core = await coreAtHome();
  const session = 'session-of-the-test';
  const lineOf = async (token: string) => {
    let line = '';
    await runStatusLine({
      env: { ANTHROPIC_BASE_URL: core.address, ANTHROPIC_AUTH_TOKEN: token },
      stdin: async () => JSON.stringify({ session_id: session }),
      fetch,
      write: (text) => {
        line = text;
      },
    });
    return line;
  };
  expect(await lineOf(clientToken)).toBe('signalbox: no request yet');
  const answer = await core.send(ask('smart'), { headers: { 'x-claude-code-session-id': session } });
  await answer.text();
  expect(await lineOf(clientToken)).toMatch(/^explicit → demo\/large/);
  expect(await lineOf('wrong-token')).toBe('signalbox');
  expect((await fetch(`${core.address}/api/statusline`)).status).toBe(401);
});
