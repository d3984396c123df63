import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { answerChat, says } from '../upstream/openai-chat.ts';
import { startUpstream } from '../upstream/scripted.ts';

/** The real shell in the real Electron, where its runtime is found. */

const executablePath = process.env['SIGNALBOX_TEST_ELECTRON'];
const root = join(import.meta.dirname, '../..');
const spy = join(import.meta.dirname, 'electron-spy.cjs');
const tokens = { SIGNALBOX_TOKEN: 'token-of-the-client', SIGNALBOX_ADMIN_TOKEN: 'token-of-the-pages' };

interface RunningApp {
  app: ElectronApplication;
  address: string;
  dataDir: string;
}

const flagsFor = (dataDir: string): string[] => [
  // Runners of CI have no user namespaces for Chromium's own sandbox; windows of ours stay as they are.
  ...(process.platform === 'linux' ? ['--no-sandbox'] : []),
  '-r',
  spy,
  root,
  '--data-dir',
  dataDir,
  '--port',
  '0',
];

const demo = {
  providers: [{ id: 'demo', preset: 'demo', models: ['quick', 'deep'] }],
  models: { smart: { targets: ['demo/quick'] } },
  routes: { default: 'smart' },
};

async function startApp(config: object = demo): Promise<RunningApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'signalbox-electron-'));
  await writeFile(join(dataDir, 'config.json'), JSON.stringify(config));
  const app = await _electron.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: flagsFor(dataDir),
    env: { ...definedEnv(), ...tokens },
  });
  onTestFinished(async () => {
    await app.close().catch(() => undefined);
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });
  await expect.poll(() => toolTips(app), { timeout: 15_000 }).toHaveLength(1);
  const [toolTip = ''] = await toolTips(app);
  return { app, dataDir, address: `http://${/\d+\.\d+\.\d+\.\d+:\d+/.exec(toolTip)?.[0] ?? 'nowhere'}` };
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

interface Seen {
  trays: { signalboxToolTip: string; emit(event: string): void }[];
  templates: { label?: string; submenu?: unknown; click?: () => void }[][];
}

const toolTips = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(() => {
    const { signalboxSeen } = globalThis as unknown as { signalboxSeen: Seen };
    return signalboxSeen.trays.map((tray) => tray.signalboxToolTip);
  });

const clickTray = (app: ElectronApplication): Promise<void> =>
  app.evaluate(() => {
    const { signalboxSeen } = globalThis as unknown as { signalboxSeen: Seen };
    signalboxSeen.trays[0]?.emit('click');
  });

const clickMenu = (app: ElectronApplication, ...path: string[]): Promise<void> =>
  app.evaluate((_, labels) => {
    const { signalboxSeen } = globalThis as unknown as { signalboxSeen: Seen };
    let entries = signalboxSeen.templates.at(-1) ?? [];
    let entry: (typeof entries)[number] | undefined;
    for (const label of labels) {
      entry = entries.find((each) => each.label === label || each.label?.startsWith(`${label}: `));
      entries = Array.isArray(entry?.submenu) ? entry.submenu : [];
    }
    if (!entry?.click) throw new Error(`nothing to click at ${labels.join(' > ')}`);
    entry.click();
  }, path);

const visibleWindows = (app: ElectronApplication): Promise<number> =>
  app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((window) => window.isVisible()).length,
  );

async function targetOfThinking(address: string): Promise<string | null> {
  const response = await fetch(`${address}/v1/messages`, {
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
}

async function openPopover(app: ElectronApplication): Promise<Page> {
  const opened = app.waitForEvent('window');
  await clickTray(app);
  const page = await opened;
  await page.waitForLoadState('domcontentloaded');
  await expect.poll(() => visibleWindows(app)).toBe(1);
  return page;
}

describe.skipIf(executablePath === undefined)('the app in Electron', { timeout: 60_000 }, () => {
  test('starts into the tray alone, without a window', async () => {
    const { app, address } = await startApp();
    expect((await fetch(`${address}/health`)).status).toBe(200);
    expect(await visibleWindows(app)).toBe(0);
  });

  test('a click on the icon shows the popover, signed in, and Escape hides it', async () => {
    const { app, address } = await startApp();
    const page = await openPopover(app);
    expect(page.url()).toBe(`${address}/?view=popover`);
    await page.keyboard.press('Escape');
    await expect.poll(() => visibleWindows(app)).toBe(0);
  });

  test('the page has no Node and no bridge, and cannot leave our address', async () => {
    const { app, address } = await startApp();
    const page = await openPopover(app);
    const bridges = "['require', 'process', 'module', 'electron'].filter((name) => name in window)";
    expect(await page.evaluate(bridges)).toEqual([]);
    await page.evaluate("window.location.href = 'https://evil.example/'");
    expect(page.url()).toContain(address);
  });

  test('a click in the menu changes where the next request goes', async () => {
    const { app, address } = await startApp();
    expect(await targetOfThinking(address)).toBe('demo/quick');
    await clickMenu(app, 'Think', 'demo/deep');
    await expect.poll(() => targetOfThinking(address)).toBe('demo/deep');
  });

  test('a second start shows the popover of the first, and ends', async () => {
    const { app, dataDir } = await startApp();
    const second = spawn(executablePath ?? '', flagsFor(dataDir), {
      env: { ...process.env, ...tokens },
      stdio: 'ignore',
    });
    const [code] = await once(second, 'exit');
    expect(code).toBe(0);
    await expect.poll(() => visibleWindows(app)).toBe(1);
  });

  test('quitting lets a running answer finish', async () => {
    let finish = (): void => {};
    const finished = new Promise<void>((resolve) => (finish = resolve));
    await using upstream = await startUpstream((request) => {
      const answer = answerChat(request, [says('hi')]);
      return { ...answer, pieces: [() => finished, ...answer.pieces] };
    });
    const { app, address } = await startApp({
      providers: [{ id: 'a', wire: 'openai-chat', baseUrl: upstream.url, keys: [] }],
      routes: { default: 'a/x' },
    });
    const answered = targetOfThinking(address);
    await expect.poll(() => upstream.requests).toHaveLength(1);
    const closed = app.waitForEvent('close');
    await app.evaluate(({ app: running }) => running.quit());
    finish();
    expect(await answered).toBe('a/x');
    await closed;
  });
});
