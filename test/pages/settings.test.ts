import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchBrowser, openPage } from './browser.ts';
import { section } from './page-parts.ts';
import { startCore } from './running-core.ts';

describe.skipIf(chromiumPath === undefined)('the settings', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test('are a section at a time, by address and by the list beside them', async () => {
    await using core = await startCore();
    await using opened = await openPage(browser, core.signInAddress);
    const { page, complaints } = opened;
    await page.goto(`${core.address}/admin#claude-code`);
    await section(page, 'Claude Code').waitFor();
    const list = page.getByRole('navigation', { name: 'Settings' });
    expect(await list.locator('[aria-current="page"]').innerText()).toBe('Claude Code');

    await list.getByRole('link', { name: 'Providers' }).click();
    await section(page, 'Providers').getByText('demo').waitFor();
    expect(page.url()).toBe(`${core.address}/admin#providers`);
    await page.goBack();
    await section(page, 'Claude Code').waitFor();
    expect(complaints).toEqual([]);
  });

  test('begin with the providers, also at an address that means nothing', async () => {
    await using core = await startCore();
    await using opened = await openPage(browser, core.signInAddress);
    await opened.page.goto(`${core.address}/admin#nothing-of-that-name`);
    await section(opened.page, 'Providers').waitFor();
    expect(await opened.page.locator('[aria-current="page"]').allInnerTexts()).toEqual([
      'Settings',
      'Providers',
    ]);
  });

  test('change the language of every page of this browser, and change it back', async () => {
    await using core = await startCore();
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await page.goto(`${core.address}/admin#general`);
    await page.getByLabel('Language of these pages').selectOption({ label: '简体中文' });
    await page.getByLabel('页面语言').waitFor();
    await page.goto(core.address);
    await page.getByRole('heading', { name: '最近的请求' }).waitFor();
    await page.goto(`${core.address}/admin#general`);
    await page.getByLabel('页面语言').selectOption('');
    await page.getByLabel('Language of these pages').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });
});
