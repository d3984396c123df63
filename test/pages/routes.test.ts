import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchBrowser, openPage } from './browser.ts';
import { route } from './page-parts.ts';
import { startCore } from './running-core.ts';

describe.skipIf(chromiumPath === undefined)('the routes on the first page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test('a route is set and unset by keyboard alone, and the next request goes there', async () => {
    await using core = await startCore();
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await page.getByText('No requests yet').waitFor();
    const field = route(page, 'default').getByRole('combobox');

    for (let steps = 0; steps < 20 && !(await isFocused(field)); steps++) await page.keyboard.press('Tab');
    await page.keyboard.type('demo/of-my-choice');
    await page.keyboard.press('Enter');
    await expect.poll(() => route(page, 'default').getByRole('status').innerText()).toBe('demo/of-my-choice');
    expect(await field.inputValue()).toBe('');
    const answer = await core.ask('claude-sonnet-5-5');
    expect(answer.headers.get('x-signalbox-target')).toBe('demo/of-my-choice');

    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('demo/thinker');
    await page.keyboard.press('Enter');
    await expect.poll(() => route(page, 'think').getByRole('status').innerText()).toBe('demo/thinker');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => route(page, 'think').getByRole('status').innerText())
      .toBe('not set: falls through');
  });

  test('what the core refuses is said at its field, and what was typed stays', async () => {
    await using core = await startCore();
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    const field = route(page, 'think').getByRole('combobox');
    await field.fill('nowhere');
    await field.press('Enter');

    await expect.poll(() => route(page, 'think').getByRole('alert').innerText()).toContain('nowhere');
    expect(await field.inputValue()).toBe('nowhere');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const describedBy = await field.getAttribute('aria-describedby');
    expect(await route(page, 'think').getByRole('alert').getAttribute('id')).toBe(describedBy);
    expect(await route(page, 'think').getByRole('status').innerText()).toBe('not set: falls through');
  });
});

function isFocused(field: Locator) {
  return field.evaluate((element) => element === document.activeElement);
}
