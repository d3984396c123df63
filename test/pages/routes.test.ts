import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchBrowser, openPage } from './browser.ts';
import { picker, route, tabTo } from './page-parts.ts';
import { startCore } from './running-core.ts';

const config = {
  providers: [{ id: 'demo', preset: 'demo', models: ['large', 'vendor/small', 'thinker'] }],
  routes: { default: 'demo/large', longContext: { use: 'demo/large', aboveTokens: 50_000 } },
  clients: [{ id: 'claude-code', token: 'env:SIGNALBOX_TOKEN' }],
};
const thinking = { output_config: { effort: 'xhigh' } };

describe.skipIf(chromiumPath === undefined)('a route', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test('is swapped in two clicks, the next request goes there, and undo takes it back', async () => {
    await using core = await startCore(config);
    await using opened = await openPage(browser, core.popoverAddress);
    const { page } = opened;

    await route(page, 'Think').click();
    await picker(page).getByRole('button', { name: 'thinker demo' }).click();
    await page.getByText('Think uses thinker now').waitFor();
    await expect.poll(() => route(page, 'Think').innerText()).toMatch(/thinker/);
    expect(await picker(page).count()).toBe(0);
    const swapped = await core.ask('claude-opus-5-5', thinking);
    expect(swapped.headers.get('x-signalbox-target')).toBe('demo/thinker');
    expect(swapped.headers.get('x-signalbox-route')).toBe('think');

    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Think is back as it was').waitFor();
    await expect.poll(() => route(page, 'Think').innerText()).toMatch(/not set/);
    expect((await core.ask('claude-opus-5-5', thinking)).headers.get('x-signalbox-route')).toBe('default');
  });

  test('is set, changed and unset by keyboard alone, and the focus stays where it was', async () => {
    await using core = await startCore(config);
    await using opened = await openPage(browser, core.popoverAddress);
    const { page } = opened;
    const think = route(page, 'Think');
    await think.waitFor();

    await tabTo(page, think);
    await page.keyboard.press('Enter');
    await picker(page).getByRole('button', { name: 'small demo/vendor' }).waitFor();
    await page.keyboard.type('small');
    await page.keyboard.press('Enter');
    await page.getByText('Think uses small now').waitFor();
    expect(await think.evaluate((element) => element === document.activeElement)).toBe(true);

    await page.keyboard.press('Enter');
    await picker(page).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('Think uses large now').waitFor();

    await page.keyboard.press('Enter');
    await picker(page).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('Think is not set now').waitFor();

    await page.keyboard.press('Enter');
    await picker(page).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => picker(page).count()).toBe(0);
    expect(await think.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('takes a model that no list names', async () => {
    await using core = await startCore(config);
    await using opened = await openPage(browser, core.popoverAddress);
    const { page } = opened;
    await route(page, 'Default').click();
    await picker(page).getByRole('searchbox').fill('demo/of-my-choice');
    await page.keyboard.press('Enter');
    await page.getByText('Default uses of-my-choice now').waitFor();
    expect((await core.ask('claude-sonnet-5-5')).headers.get('x-signalbox-target')).toBe('demo/of-my-choice');
  });

  test('that the core refuses says why, and what was typed stays', async () => {
    await using core = await startCore(config);
    await using opened = await openPage(browser, core.popoverAddress);
    const { page } = opened;
    await route(page, 'Think').click();
    const field = picker(page).getByRole('searchbox');
    await field.fill('nowhere');
    await field.press('Enter');

    await expect.poll(() => picker(page).getByRole('alert').innerText()).toContain('nowhere');
    expect(await field.inputValue()).toBe('nowhere');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const describedBy = await field.getAttribute('aria-describedby');
    expect(await picker(page).getByRole('alert').getAttribute('id')).toBe(describedBy);
    await page.keyboard.press('Escape');
    expect(await route(page, 'Think').innerText()).toMatch(/not set/);
  });

  test('for long context keeps its limit when it is swapped, and when it is unset and taken back', async () => {
    await using core = await startCore(config);
    await using opened = await openPage(browser, core.popoverAddress);
    const { page } = opened;
    const longContext = route(page, 'Long context');
    await longContext.click();
    await picker(page).getByRole('button', { name: 'thinker demo' }).click();
    await expect.poll(() => longContext.innerText()).toMatch(/thinker[^]*above 50K tokens/);

    await longContext.click();
    await picker(page).getByRole('button', { name: 'Not set' }).click();
    await expect.poll(() => longContext.innerText()).toMatch(/not set/);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => longContext.innerText()).toMatch(/thinker[^]*above 50K tokens/);
  });

  test('may not be unset where everything must end', async () => {
    await using core = await startCore(config);
    await using opened = await openPage(browser, core.popoverAddress);
    await route(opened.page, 'Default').click();
    await picker(opened.page).getByRole('button', { name: 'large demo' }).waitFor();
    expect(await picker(opened.page).getByRole('button', { name: 'Not set' }).count()).toBe(0);
  });
});
