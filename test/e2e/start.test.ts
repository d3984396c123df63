import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';

/** `npm start` as a terminal runs it: in a process group of its own, which `-pid` names. */
async function npmStart() {
  const dataDir = await mkdtemp(join(tmpdir(), 'signalbox-start-'));
  onTestFinished(async () => rm(dataDir, { recursive: true, force: true }));
  const child = spawn(
    'npm',
    ['start', '--silent', '--', '--headless', '--data-dir', dataDir, '--port', '0'],
    { cwd: join(import.meta.dirname, '../..'), detached: true, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const ended = once(child, 'exit');
  await once(child.stdout, 'readable');
  const stdout = text(child.stdout);
  if (child.pid === undefined) throw new Error('npm is not there');
  return { pid: child.pid, stdout, ended };
}

// On Windows the console, not a signal, ends a program.
describe.skipIf(process.platform === 'win32')('npm start', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('ends cleanly where npm alone gets %s', async (signal) => {
    const { pid, stdout, ended } = await npmStart();
    process.kill(pid, signal);
    expect(await ended).toEqual([0, null]);
    expect(await stdout).toMatch(/^Signalbox is listening on http:\S+\n$/);
  });

  test('takes the Ctrl-C of a terminal, which everyone gets and passes on, for one', async () => {
    const { pid, stdout, ended } = await npmStart();
    process.kill(-pid, 'SIGINT');
    expect(await ended).toEqual([0, null]);
    expect(await stdout).toMatch(/^Signalbox is listening on http:\S+\n$/);
  });
});
