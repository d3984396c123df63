import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HostState } from '../../src-main/contract/host.ts';
import { headlessHost, type Host } from '../../src-main/core/api/host.ts';
import { chromiumPath, launchBrowser, openPage } from './browser.ts';
import { section } from './page-parts.ts';
import { startCore, type RunningCore } from './running-core.ts';

describe.skipIf(chromiumPath === undefined)('the settings', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  async function openSection(core: RunningCore, name: string) {
    const opened = await openPage(browser, core.signInAddress);
    await opened.page.goto(`${core.address}/admin#${name}`);
    await opened.page.locator('main section').first().waitFor();
    return opened;
  }

  test('show the log as it is written, filtered, and hold it while one reads', async () => {
    await using core = await startCore();
    await using opened = await openSection(core, 'logs');
    const { page } = opened;
    const lines = page.getByRole('region', { name: 'Lines of the log' }).getByRole('listitem');
    await lines.filter({ hasText: 'listening' }).waitFor();
    const name = '<img src=x onerror="document.title = 1">';
    await core.ask(`demo/${name}`);
    await lines.first().filter({ hasText: 'onerror' }).waitFor();
    expect(await page.locator('main img').count()).toBe(0);

    await page.getByLabel('Contains').fill('LISTEN');
    await expect.poll(() => lines.count()).toBe(1);
    await page.getByLabel('Level', { exact: true }).selectOption('error');
    await page.getByText('No lines').waitFor();
    await page.getByLabel('Level', { exact: true }).selectOption('info');
    await page.getByLabel('Contains').fill('');
    await expect.poll(() => lines.count()).toBe(2);

    await page.getByRole('button', { name: 'Pause' }).click();
    await core.ask('claude-opus-5-5');
    await page.getByRole('button', { name: 'Resume (1 new)' }).waitFor();
    expect(await lines.count()).toBe(2);
    await page.getByRole('button', { name: 'Resume (1 new)' }).click();
    await expect.poll(() => lines.count()).toBe(3);
  });

  test('set what is logged, at once', async () => {
    await using core = await startCore();
    await using opened = await openSection(core, 'logs');
    const { page } = opened;
    await page.getByLabel('Level of the log').selectOption('debug');
    await page.getByText('The log is at debug now').waitFor();
    const bodies = page.getByRole('switch', { name: /Keep what clients send/ });
    await bodies.click();
    await page.getByText('Bodies are kept from now on').waitFor();
    await core.ask('claude-opus-5-5');
    const folder = join(dirname(core.configFile), 'logs', 'bodies');
    await expect.poll(() => readdir(folder)).not.toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => bodies.isChecked()).toBe(false);
    expect((await core.call('config.get', {})).logging).toEqual({ level: 'debug', bodies: 'off' });
  });

  test('import the config of another router that they found, and take it back', async () => {
    await using core = await startCore();
    const folder = join(core.home, '.claude-code-router');
    await mkdir(folder);
    await writeFile(join(folder, 'config.json'), JSON.stringify(otherRouter));
    await using opened = await openSection(core, 'import');
    const { page } = opened;
    const before = await core.call('config.get', {});
    await page.getByRole('button', { name: /^Look at claude-code-router/ }).click();
    const report = section(page, 'From claude-code-router');
    await report.getByText('Signalbox keeps its own log').waitFor();
    expect(await report.getByRole('list', { name: 'Comes along' }).innerText()).toContain('api_key');
    expect(await page.content()).not.toContain('secret-of-the-other-router');
    expect(await core.call('config.get', {})).toEqual(before);

    await report.getByRole('button', { name: 'Import' }).click();
    await report.getByText('imported', { exact: true }).waitFor();
    const after = await core.call('config.get', {});
    expect(after.routes.default).toBe('openrouter/moonshotai/kimi-k3');
    expect(JSON.stringify(after)).not.toContain('secret-of-the-other-router');

    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The config is back as it was').waitFor();
    expect(await core.call('config.get', {})).toEqual(before);
  });

  test('import a file that is chosen in the browser, and say what is wrong with another one', async () => {
    await using core = await startCore();
    await using opened = await openSection(core, 'import');
    const { page } = opened;
    await page.getByText('Another file').click();
    const byText = page.getByRole('form', { name: 'Its text' });
    await byText.getByRole('textbox').fill('[ nothing of that kind');
    await byText.getByRole('button', { name: 'Look at it' }).click();
    await section(page, 'Import').getByRole('alert').filter({ hasText: /\S/ }).first().waitFor();
    await byText.getByLabel('A file of this computer').setInputFiles({
      name: 'config.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(otherRouter)),
    });
    await expect.poll(() => byText.getByRole('textbox').inputValue()).toContain('moonshotai');
    await byText.getByRole('button', { name: 'Look at it' }).click();
    await section(page, 'From claude-code-router').waitFor();
  });

  test('keep the port for the next start, and refuse one that there cannot be', async () => {
    await using core = await startCore();
    await using opened = await openSection(core, 'general');
    const { page } = opened;
    const form = page.getByRole('form', { name: 'Server' });
    await form.getByText('Takes effect at the next start').waitFor();
    await form.getByLabel('Port').fill('70000');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => form.getByLabel('Port').getAttribute('aria-invalid')).toBe('true');
    await form.getByLabel('Port').fill('4100');
    await form.getByLabel('Host').fill('0.0.0.0');
    await form.getByText('Other machines can come here').waitFor();
    await form.getByLabel('Host').fill('127.0.0.1');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved for the next start').waitFor();
    expect((await core.call('config.get', {})).server).toMatchObject({ host: '127.0.0.1', port: 4100 });
  });

  test('keep requests for some days, or for ever', async () => {
    await using core = await startCore();
    await using opened = await openSection(core, 'general');
    const { page } = opened;
    const form = page.getByRole('form', { name: 'Days for which requests are kept' });
    await form.getByRole('textbox').fill('90');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('In force from now on').waitFor();
    expect((await core.call('config.get', {})).ledger.retentionDays).toBe(90);
    await form.getByRole('textbox').fill('');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect.poll(async () => (await core.call('config.get', {})).ledger.retentionDays).toBe(null);
  });

  test('of the desktop are shown where there is one', async () => {
    let state: HostState = { ...headlessHost.get(), kind: 'desktop', startAtLogin: false };
    const host: Host = {
      ...headlessHost,
      get: () => state,
      set: (changes) => {
        const { startAtLogin = state.startAtLogin, mutedNotices = state.mutedNotices } = changes;
        state = { ...state, startAtLogin, mutedNotices };
      },
    };
    await using core = await startCore(undefined, { host });
    await using opened = await openSection(core, 'general');
    const { page } = opened;
    await page.getByRole('switch', { name: 'Start at login' }).click();
    await page.getByRole('switch', { name: 'A provider refuses a key' }).click();
    await expect.poll(() => state).toMatchObject({ startAtLogin: true, mutedNotices: ['key-refused'] });
    await page.getByText('does not update itself').waitFor();
  });

  test('say which Signalbox this is and where its things are', async () => {
    await using core = await startCore();
    await using opened = await openSection(core, 'about');
    const about = section(opened.page, 'About');
    await about.getByText(core.address).waitFor();
    expect(await about.innerText()).toContain(dirname(core.configFile));
    expect(await about.innerText()).toContain('MIT');
  });

  test('say what could not be loaded, and load it when asked again', async () => {
    await using core = await startCore();
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await page.route('**/api/logs.list', (refused) =>
      refused.fulfill({
        status: 500,
        json: { error: { code: 'internal', message: 'the <b>log</b> is gone' } },
      }),
    );
    await page.goto(`${core.address}/admin#logs`);
    const logs = section(page, 'Logs');
    await logs.getByText('the <b>log</b> is gone').waitFor();
    expect(await logs.locator('b').count()).toBe(0);
    await page.unroute('**/api/logs.list');
    await logs.getByRole('button', { name: 'Try again' }).click();
    await logs.getByText('listening').waitFor();
    expect(await logs.getByText('is gone').count()).toBe(0);
  });
});

const otherRouter = {
  LOG: true,
  Providers: [
    {
      name: 'openrouter',
      api_base_url: 'https://openrouter.ai/api/v1/chat/completions',
      api_key: 'secret-of-the-other-router',
      models: ['moonshotai/kimi-k3'],
    },
  ],
  Router: { default: 'openrouter,moonshotai/kimi-k3' },
};
