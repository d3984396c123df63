import { readFile, writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchBrowser, openPage } from './browser.ts';
import { route, rows, section } from './page-parts.ts';
import { startCore } from './running-core.ts';

describe.skipIf(chromiumPath === undefined)('the dashboard', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test('shows a fresh core: its state, provider and routes, and the way to set up Claude Code', async () => {
    await using core = await startCore();
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;

    await page.getByText('No requests yet').waitFor();
    await page.getByRole('banner').filter({ hasText: 'running' }).filter({ hasText: core.address }).waitFor();
    expect(await page.getByRole('banner').innerText()).toMatch(/\d+\.\d+\.\d+/);
    expect(await section(page, 'Providers').innerText()).toMatch(/demo\s+not used yet/);
    expect(await route(page, 'Default').innerText()).toMatch(/demo\s+demo/);
    expect(await route(page, 'Think').innerText()).toMatch(/not set/);

    await page.getByRole('link', { name: 'Set up Claude Code' }).click();
    const steps = await page.getByLabel('Environment of Claude Code').innerText();
    expect(steps).toContain(`ANTHROPIC_BASE_URL=${core.address}\n`);
    expect(steps).toContain('ANTHROPIC_AUTH_TOKEN=');
  });

  test('has a language and a title, asks nobody but the core, and breaks no policy', async () => {
    await using core = await startCore();
    await using opened = await openPage(browser, core.signInAddress);
    const { page, requested, complaints } = opened;
    await page.getByText('No requests yet').waitFor();

    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.title()).toBe('Signalbox');
    expect(page.url()).not.toContain('token');
    expect(requested.filter((url) => !url.startsWith(`${core.address}/`))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('an invalid change of the config file is said, and no longer once it is mended', async () => {
    await using core = await startCore();
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await page.getByText('No requests yet').waitFor();
    const valid = await readFile(core.configFile, 'utf8');

    await writeFile(core.configFile, '{ "providers": [] }');
    await page.getByRole('alert').filter({ hasText: 'config.json was refused' }).waitFor();
    await writeFile(core.configFile, valid);
    await expect.poll(() => page.getByText('config.json was refused').count()).toBe(0);
  });

  test('a core that is gone is said, and the page goes on by itself once it is back', async () => {
    await using core = await startCore();
    await core.ask('asked-before');
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await rows(page).first().waitFor();
    await expect.poll(() => page.getByRole('banner').innerText()).toMatch(/running/);

    await core.stop();
    await page.getByRole('alert').filter({ hasText: 'Signalbox does not answer' }).waitFor();
    expect(await page.getByRole('banner').innerText()).toContain('not reachable');
    expect(await rows(page).count()).toBe(1);

    await core.start();
    await expect.poll(() => page.getByRole('banner').innerText(), { timeout: 15_000 }).toContain('running');
    expect(await page.getByText('Signalbox does not answer').count()).toBe(0);
    await core.ask('asked-after');
    await expect.poll(() => rows(page).count()).toBe(2);
  });

  test('without its token the page says how to get in, and goes on once the token was shown', async () => {
    await using core = await startCore();
    await using opened = await openPage(browser, core.address);
    const { page } = opened;
    await page.getByRole('alert').filter({ hasText: 'Open the address with its token' }).waitFor();
    await expect.poll(() => page.getByRole('banner').innerText()).toContain('not signed in');
    expect(await page.getByRole('heading', { name: 'Routes' }).count()).toBe(0);

    const other = await page.context().newPage();
    await other.goto(core.signInAddress);
    await page.getByRole('heading', { name: 'Routes' }).waitFor();
    await expect.poll(() => page.getByRole('banner').innerText()).toContain('running');
    expect(await page.getByRole('alert').filter({ hasText: 'token' }).count()).toBe(0);
  });
});
