import { EventEmitter } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore, type Core } from '../../src-main/core/index.ts';
import { openPreferences, type Preferences } from '../../src-main/desktop/preferences.ts';
import { createShell, type Shell, type ShellOptions } from '../../src-main/desktop/shell.ts';
import { openUpdates } from '../../src-main/desktop/updates.ts';
import { memorySecrets } from '../support/memory-secrets.ts';
import { recordElectron, type RecordedElectron } from './recorded-electron.ts';

const tokens = { SIGNALBOX_TOKEN: 'token-of-the-client', SIGNALBOX_ADMIN_TOKEN: 'token-of-the-pages' };

/** The updater of the app, worked by hand. */
class FakeUpdater extends EventEmitter {
  autoDownload = false;
  allowPrerelease = false;
  allowDowngrade = true;
  channel: string | null = null;
  checks = 0;
  installs = 0;
  async checkForUpdates(): Promise<null> {
    this.checks += 1;
    this.emit('checking-for-update');
    return null;
  }
  quitAndInstall(): void {
    this.installs += 1;
  }
}

/** The shell on a real core, with Electron recorded. */
export interface DeskStage extends AsyncDisposable {
  electron: RecordedElectron;
  shell: Shell;
  updater: FakeUpdater;
  core(): Core;
  address(): Promise<string>;
  preferences: Partial<Preferences>;
  /** Lets so many milliseconds pass for the shell's timers. */
  pass(ms: number): void;
  /** A request with thinking, as Claude Code sends it; answers who was to answer it. */
  targetOfThinking(): Promise<string | null>;
}

interface StageOptions extends Partial<Pick<ShellOptions, 'platform' | 'env' | 'run' | 'interfaces'>> {
  config?: object;
  /** Listens there; a free port where absent. */
  port?: number;
  preferences?: Partial<Preferences>;
  /** Operations of other parts of the core, answered by the test. */
  answers?: Record<string, (input: unknown) => unknown>;
}

const demo = {
  providers: [{ id: 'demo', preset: 'demo', models: ['quick', 'deep'] }],
  models: { smart: { targets: ['demo/quick'] } },
  routes: { default: 'smart' },
};

/** Makes a shell that was not started yet. */
export async function setDesk({
  config = demo,
  port: configuredPort = 0,
  preferences: remembered,
  answers = {},
  ...parts
}: StageOptions = {}): Promise<DeskStage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'signalbox-desk-'));
  await writeFile(join(dataDir, 'config.json'), JSON.stringify(config));
  const electron = recordElectron();
  const updater = new FakeUpdater();
  const preferences: Partial<Preferences> = { ...remembered };
  const clock = createClock();
  const cores: Core[] = [];

  const shell = createShell({
    electron: electron.parts,
    createCore(host, moved) {
      const core = createCore({
        dataDir,
        env: tokens,
        secrets: memorySecrets(),
        overrides: { port: configuredPort, ...moved },
        host,
      });
      cores.push(core);
      return {
        ...core,
        run: async (name, input) => (answers[name] ? answers[name](input) : core.run(name, input)),
      };
    },
    preferences: openPreferences({
      store: preferences,
      set: (key, value) => Object.assign(preferences, { [key]: value }),
    }),
    loginItem: { get: () => false, set: () => {} },
    openUpdates: (on) => openUpdates(updater, on),
    iconsDir: '/icons',
    platform: 'darwin',
    env: {},
    run: async () => undefined,
    interfaces: () => ({}),
    ...clock.timers,
    ...parts,
  });

  const core = (): Core => {
    const last = cores.at(-1);
    if (!last) throw new Error('the shell has made no core yet');
    return last;
  };
  const address = async (): Promise<string> => {
    const status = (await core().run('status.get')) as { address: string };
    return status.address;
  };

  return {
    electron,
    shell,
    updater,
    core,
    address,
    preferences,
    pass: (ms) => clock.pass(ms),
    async targetOfThinking() {
      const response = await fetch(`${await address()}/v1/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${tokens.SIGNALBOX_TOKEN}` },
        body: JSON.stringify({
          model: 'claude-opus-5-5',
          max_tokens: 2000,
          thinking: { type: 'enabled', budget_tokens: 1024 },
          messages: [{ role: 'user', content: 'hi' }],
        }),
      });
      await response.text();
      return response.headers.get('x-signalbox-target');
    },
    async [Symbol.asyncDispose]() {
      for (const each of cores) await each.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Timers that stand still until the test lets time pass. */
function createClock() {
  let nowMs = 1_000_000;
  const waiting = new Set<{ atMs: number; everyMs: number | undefined; call: () => void }>();
  const wait = (ms: number, everyMs: number | undefined, call: () => void): (() => void) => {
    const timer = { atMs: nowMs + ms, everyMs, call };
    waiting.add(timer);
    return () => waiting.delete(timer);
  };
  return {
    timers: {
      now: () => nowMs,
      after: (ms: number, call: () => void) => wait(ms, undefined, call),
      every: (ms: number, call: () => void) => wait(ms, ms, call),
    },
    pass(ms: number) {
      nowMs += ms;
      for (const timer of waiting) {
        if (timer.atMs > nowMs) continue;
        if (timer.everyMs === undefined) waiting.delete(timer);
        else timer.atMs = nowMs + timer.everyMs;
        timer.call();
      }
    },
  };
}
