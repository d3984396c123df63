import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSeededCore, withAccounts, type SeededCore } from '../support/seeded-core.ts';
import { chromiumPath, launchBrowser, openPage } from './browser.ts';
import { section, tabTo } from './page-parts.ts';

describe.skipIf(chromiumPath === undefined)('the overview', () => {
  let browser: Browser;
  let seeded: SeededCore;
  beforeAll(async () => {
    browser = await launchBrowser();
    seeded = await startSeededCore(600, withAccounts);
  });
  afterAll(async () => {
    await browser.close();
    await seeded[Symbol.asyncDispose]();
  });

  test('shows what was spent, for what, how fast, and what is left of it', async () => {
    await using opened = await openPage(browser, seeded.core.signInAddress);
    const { page, complaints } = opened;
    await bars(page).first().waitFor();
    const figures = await section(page, 'Key figures').innerText();
    expect(figures).toMatch(/Spend\s+\$\d+\.\d\d[^]*\d+ requests without a known price/);
    expect(figures).toMatch(/Input from the cache\s+\d+%/);
    expect(figures).toContain('in the 30 days before');
    expect(await section(page, 'Spend over time').innerText()).toMatch(
      /anthropic\/claude-sonnet-5-5\s+\$\d+[^]*\d+ requests without a known price are not in it/,
    );
    expect(await breakdown(page, 'By model', 'gemini-3-pro').innerText()).toMatch(/–[^]*without a price/);
    expect(await breakdown(page, 'By model', 'qwen3:30b').innerText()).toContain('$0.00');
    expect(await breakdown(page, 'Latency', 'claude-opus-5-5').innerText()).toMatch(
      /(?:\d\.\d\ds?|\d+\.\ds|\d+ms)/,
    );
    expect(await section(page, 'Budgets').getByRole('meter').first().getAttribute('aria-valuetext')).toMatch(
      /^\$\d+\.\d\d of \$2\.00$/,
    );
    expect(await section(page, 'Providers').innerText()).toMatch(/deepseek[^]*\$41\.27 left/);
    expect(complaints).toEqual([]);
  });

  test('keeps the time and the grouping in the address, over a reload and on the way back', async () => {
    await using opened = await openPage(browser, seeded.core.signInAddress);
    const { page } = opened;
    await bars(page).first().waitFor();
    await page.getByRole('link', { name: '7 days' }).click();
    await page.getByRole('link', { name: 'Route', exact: true }).click();
    await breakdown(page, 'By route', 'Think').waitFor();
    expect(new URL(page.url()).hash).toBe('#overview?period=7&by=route');
    const spent = await spend(page);
    await page.reload();
    await breakdown(page, 'By route', 'Think').waitFor();
    await expect.poll(() => spend(page)).toBe(spent);
    await page.goBack();
    await breakdown(page, 'By model', 'claude-opus-5-5').waitFor();
    expect(new URL(page.url()).hash).toBe('#overview?period=7');
  });

  test('says each figure of the charts as a table too, and the figures add up to what was spent', async () => {
    await using opened = await openPage(browser, seeded.core.signInAddress);
    const { page } = opened;
    await bars(page).first().waitFor();
    const asTable = page.getByRole('button', { name: 'Spend over time: Table' });
    await tabTo(page, asTable);
    await page.keyboard.press('Enter');
    const table = page.locator('.chart-table');
    await table.waitFor();
    expect(await table.locator('tbody tr').count()).toBe(30);
    const totals = await table.locator('tbody tr td:last-child').allInnerTexts();
    const sum = totals.reduce((all, total) => all + Number(total.replace('$', '')), 0);
    expect(sum).toBeCloseTo(Number((await spend(page)).replace('$', '')), 0);
    expect(await asTable.getAttribute('aria-pressed')).toBe('true');
  });

  test('goes through the bars by key, and says what each holds', async () => {
    await using opened = await openPage(browser, seeded.core.signInAddress);
    const { page } = opened;
    await bars(page).first().waitFor();
    await tabTo(page, page.locator('.recharts-surface[tabindex="0"]').first());
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.locator('.chart-tip').first().innerText()).toMatch(/\$\d[^]*claude/);
  });

  test('orders a table by a column, with the keyboard, and back', async () => {
    await using opened = await openPage(browser, seeded.core.signInAddress);
    const { page } = opened;
    const heading = section(page, 'By model').getByRole('button', { name: 'Requests' });
    await heading.waitFor();
    await tabTo(page, heading);
    await page.keyboard.press('Enter');
    const counts = () => section(page, 'By model').locator('tbody td:nth-child(2)').allInnerTexts();
    const largestFirst = (await counts()).map(Number);
    expect(largestFirst).toEqual(largestFirst.toSorted((one, other) => other - one));
    await page.keyboard.press('Enter');
    expect((await counts()).map(Number)).toEqual(largestFirst.toReversed());
    expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
  });

  test('exports every request of the time that is looked at', async () => {
    await using opened = await openPage(browser, `${seeded.core.signInAddress}#overview?period=7`);
    const { page } = opened;
    await bars(page).first().waitFor();
    const requests = Number(await figure(page, 'Requests').innerText());
    const csv = await saved(page, 'Export CSV');
    expect(csv.name).toMatch(/^signalbox-usage-\d{4}-\d\d-\d\d\.csv$/);
    const lines = csv.text.trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^at,atMs,day,id,client/);
    expect(lines).toHaveLength(requests + 1);
    const json = await saved(page, 'Export JSON');
    expect(JSON.parse(json.text)).toHaveLength(requests);
    expect(json.text).toContain('"provider":"anthropic"');
  });

  test('says what could not be loaded, each part by itself, and loads it when asked again', async () => {
    await using opened = await openPage(browser, seeded.core.address);
    const { page } = opened;
    await page.route('**/api/usage.s*', (refused) =>
      refused.fulfill({
        status: 500,
        json: { error: { code: 'internal', message: 'the <b>disk</b> is full' } },
      }),
    );
    await page.goto(seeded.core.signInAddress);
    const part = section(page, 'Spend over time');
    await part.getByText('the <b>disk</b> is full').waitFor();
    expect(await page.locator('main b').count()).toBe(0);
    await breakdown(page, 'Latency', 'claude-opus-5-5').waitFor();
    await page.unroute('**/api/usage.s*');
    await part.getByRole('button', { name: 'Try again' }).click();
    await bars(page).first().waitFor();
  });

  test('says that nothing was asked in the time that was chosen', async () => {
    await using few = await startSeededCore(0);
    await few.core.ask('smart');
    await using opened = await openPage(browser, few.core.signInAddress);
    const { page } = opened;
    await page.route('**/api/usage.s*', async (asked) => {
      const answer = await asked.fetch();
      await asked.fulfill({ json: { ...(await answer.json()), rows: [] } });
    });
    await page.reload();
    await page.getByText('No requests in this time').waitFor();
    await page.getByText('Nothing was spent in this time').waitFor();
    expect(await figure(page, 'Input from the cache').innerText()).toMatch(/–|%/);
  });

  test('follows what is asked meanwhile', async () => {
    await using fresh = await startSeededCore(3);
    await using opened = await openPage(browser, fresh.core.signInAddress);
    const { page } = opened;
    await expect.poll(() => figure(page, 'Requests').innerText()).toBe('3');
    await page.getByRole('banner').filter({ hasText: 'running' }).waitFor();
    await fresh.core.ask('smart');
    await expect.poll(() => figure(page, 'Requests').innerText(), { timeout: 10_000 }).toBe('4');
  });

  test('draws its charts from a file of their own, asked for after the page', async () => {
    await using opened = await openPage(browser, seeded.core.signInAddress);
    await bars(opened.page).first().waitFor();
    const scripts = opened.requested.filter((url) => url.endsWith('.js'));
    const [page, charts] = ['dashboard', 'stacked-bars'].map((name) =>
      scripts.findIndex((url) => url.includes(`/${name}-`)),
    );
    expect(page).toBeGreaterThanOrEqual(0);
    expect(charts).toBeGreaterThan(page ?? 0);
  });
});

function bars(page: Page) {
  return page.locator('.recharts-bar-rectangle');
}

function figure(page: Page, name: string) {
  return page
    .locator('.key-figure')
    .filter({ has: page.getByRole('term').getByText(name, { exact: true }) })
    .locator('.key-figure-value');
}

function spend(page: Page) {
  return figure(page, 'Spend').innerText();
}

function breakdown(page: Page, part: string, line: string) {
  return section(page, part).locator('tbody tr').filter({ hasText: line });
}

async function saved(page: Page, button: string): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}
