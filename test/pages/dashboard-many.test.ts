import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSeededCore, type SeededCore } from '../support/seeded-core.ts';
import { chromiumPath, launchBrowser, openPage } from './browser.ts';
import { rows, tabTo } from './page-parts.ts';

const many = 10_000;
const oldest = `req_${String(many - 1).padStart(32, '0')}`;

describe.skipIf(chromiumPath === undefined)('10,000 requests', () => {
  let browser: Browser;
  let seeded: SeededCore;
  beforeAll(async () => {
    browser = await launchBrowser();
    seeded = await startSeededCore(many);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await seeded[Symbol.asyncDispose]();
  });

  test(
    'are reached to the last by the keyboard, with few of them in the document',
    { timeout: 60_000 },
    async () => {
      await using opened = await openPage(browser, `${seeded.core.signInAddress}#requests`);
      const { page } = opened;
      const first = rows(page).first().locator('a');
      await first.waitFor();
      await tabTo(page, first);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('PageDown');
      await expect.poll(() => focusedRequest(page)).toBeGreaterThan(3);

      await expect
        .poll(
          async () => {
            await page.keyboard.press('End');
            expect(await rows(page).count()).toBeLessThan(80);
            return page.locator(`[data-request="${oldest}"]`).count();
          },
          { timeout: 45_000 },
        )
        .toBe(1);
      await expect.poll(() => focusedRequest(page)).toBe(many - 1);
      await page.getByText('That is all of them.').waitFor();
      await page.getByText('10,000 requests loaded').waitFor();
      expect(await page.locator('*').count()).toBeLessThan(2500);

      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByText(oldest).waitFor();
      await page.keyboard.press('Escape');
      await expect.poll(() => focusedRequest(page)).toBe(many - 1);
      await page.keyboard.press('Home');
      await expect.poll(() => focusedRequest(page)).toBe(0);
    },
  );

  test('are reached to the last by scrolling', { timeout: 60_000 }, async () => {
    await using opened = await openPage(browser, `${seeded.core.signInAddress}#requests`);
    const { page } = opened;
    await rows(page).first().waitFor();
    const list = page.getByRole('region', { name: 'Table of requests' });
    await expect
      .poll(
        async () => {
          await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
          return page.locator(`[data-request="${oldest}"]`).count();
        },
        { timeout: 45_000 },
      )
      .toBe(1);
    expect(await rows(page).count()).toBeLessThan(80);
  });

  test('stay where they are while a new one comes in above', async () => {
    await using opened = await openPage(browser, `${seeded.core.signInAddress}#requests`);
    const { page } = opened;
    await rows(page).first().waitFor();
    await page.getByRole('banner').filter({ hasText: 'running' }).waitFor();
    const list = page.getByRole('region', { name: 'Table of requests' });
    await list.evaluate((element) => element.scrollTo(0, 5200));
    const seen = page.locator(`[data-request="req_${'104'.padStart(32, '0')}"]`);
    await seen.waitFor();
    const place = () => seen.evaluate((element) => Math.round(element.getBoundingClientRect().top));
    const before = await place();
    await seeded.core.ask('smart');
    await page.getByText('501 requests loaded').waitFor();
    expect(await place()).toBe(before);
  });
});

/** The number of the request whose row has the focus; they are numbered from the newest. */
function focusedRequest(page: Page): Promise<number> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    const id = focused instanceof HTMLElement ? focused.dataset['request'] : undefined;
    return Number(id?.replace('req_', '') ?? -1);
  });
}
