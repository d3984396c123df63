import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerOf, pricedProvider } from '../support/priced.ts';
import { startSeededCore, withAccounts } from '../support/seeded-core.ts';
import { startUpstream } from '../upstream/scripted.ts';
import { chromiumPath, launchBrowser, openPage } from './browser.ts';
import { section, tabTo } from './page-parts.ts';
import { startCore } from './running-core.ts';

describe.skipIf(chromiumPath === undefined)('the credits', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test('a prepaid client is topped up by key, and what it asks then is charged', async () => {
    await using upstream = await startUpstream((request) => answerOf(request, 100_000, 1000));
    await using core = await startPrepaid(upstream.url);
    expect((await core.ask('m')).status).toBe(402);
    await using opened = await openPage(browser, `${core.signInAddress}#credits`);
    const { page } = opened;
    const topUp = page.getByRole('button', { name: 'Top up Ann' });
    await topUp.waitFor();
    await tabTo(page, topUp);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Top up Ann' });
    await page.keyboard.type('1.50');
    await dialog.getByText('The balance goes from $0.00 to $1.50.').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('invoice 2026-17');
    await page.keyboard.press('Enter');
    await page.getByText('$1.50 added to Ann').waitFor();
    await expect.poll(() => dialog.count()).toBe(0);
    await expect.poll(() => balance(page)).toBe('$1.50');
    expect(await topUp.evaluate((element) => element === document.activeElement)).toBe(true);

    expect((await core.ask('m')).status).toBe(200);
    // 100,000 tokens at $5 and 1,000 at $25 a million, and a markup of 20 %: $0.63.
    await expect.poll(() => balance(page), { timeout: 10_000 }).toBe('$0.87');
    const charge = section(page, 'Transactions of Ann').locator('tbody tr').first();
    expect(await charge.innerText()).toMatch(/Charge[^]*\$0\.53[^]*-\$0\.63[^]*\$0\.87/);
    await charge.getByRole('link').click();
    await page.getByRole('dialog', { name: 'Request' }).getByText('$0.525').waitFor();
    await page.goBack();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(new URL(page.url()).hash).toBe('#credits');
  });

  test('an amount that is none is said at its field, and what was typed stays', async () => {
    await using core = await startPrepaid('http://127.0.0.1:9');
    await using opened = await openPage(browser, `${core.signInAddress}#credits`);
    const { page } = opened;
    await page.getByRole('button', { name: 'Top up Ann' }).click();
    const dialog = page.getByRole('dialog');
    const amount = dialog.getByLabel('Amount in US dollars');
    for (const [typed, problem] of [
      ['much', 'That is no amount; type it as 20 or 12.50.'],
      ['0', 'An amount other than 0 is needed.'],
      ['0.0000001', 'Money is kept in millionths of a dollar: six decimals at most.'],
    ] as const) {
      await amount.fill(typed);
      await page.keyboard.press('Enter');
      await dialog.getByRole('alert').filter({ hasText: problem }).waitFor();
      expect(await amount.inputValue()).toBe(typed);
      expect(await amount.getAttribute('aria-invalid')).toBe('true');
    }
    await page.route('**/api/credits.add', (refused) =>
      refused.fulfill({
        status: 400,
        json: { error: { code: 'invalid-request', message: 'credits.add: usd: the bank is closed' } },
      }),
    );
    await amount.fill('20');
    await page.keyboard.press('Enter');
    await dialog.getByRole('alert').filter({ hasText: 'the bank is closed' }).waitFor();
    expect(await amount.inputValue()).toBe('20');
    await page.unroute('**/api/credits.add');

    await amount.fill('-1,5');
    await dialog.getByRole('button', { name: 'Correct by -$1.50' }).click();
    await page.getByText('Ann corrected by -$1.50').waitFor();
    await expect.poll(() => balance(page)).toBe('-$1.50');
  });

  test('a month’s bills are read, chosen by month, and saved as they are shown', async () => {
    await using seeded = await startSeededCore(40, withAccounts);
    await using opened = await openPage(browser, `${seeded.core.signInAddress}#credits/codex`);
    const { page } = opened;
    const bills = section(page, 'Bills');
    const bill = bills.getByRole('article').filter({ hasText: 'Codex of Ann' });
    expect(await bill.innerText()).toMatch(/Opening[^]*Charged\s+-\$\d[^]*Closing/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      bills.getByRole('button', { name: 'Save CSV' }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
    expect(download.suggestedFilename()).toMatch(/^signalbox-bills-\d{4}-\d\d\.csv$/);
    expect(lines.filter((line) => line.includes(',codex,'))).toHaveLength(
      1 + (await bill.locator('tbody tr').count()),
    );

    await bills.getByLabel('Month').selectOption({ index: 5 });
    await bills.getByText('No requests in this month.').first().waitFor();
    expect(page.url()).toMatch(/#credits\/codex\?month=\d{4}-\d\d$/);
  });

  test('say where a payment provider would stand, and that there is nothing yet', async () => {
    await using core = await startPrepaid('http://127.0.0.1:9');
    await using opened = await openPage(browser, `${core.signInAddress}#credits`);
    const { page } = opened;
    await page.getByText('Signalbox takes no payments').waitFor();
    await page.getByText('No transactions yet').waitFor();
    await expect.poll(() => section(page, 'Budgets').innerText()).toContain('No budgets');
  });
});

describe.skipIf(chromiumPath === undefined)('the models', () => {
  test('are searched, and ordered by what they cost, with the keyboard', async () => {
    const browser = await launchBrowser();
    try {
      await using seeded = await startSeededCore(1);
      await using opened = await openPage(browser, `${seeded.core.signInAddress}#models`);
      const { page } = opened;
      const table = section(page, 'Models').locator('tbody tr');
      await table.nth(5).waitFor();
      // The price list comes after the page's first question.
      await expect
        .poll(async () => {
          await page.reload();
          await table.nth(5).waitFor();
          return table.filter({ hasText: 'deepseek-chat' }).innerText();
        })
        .toMatch(/64K\s+\$0\.\d+/);
      await tabTo(page, page.getByRole('button', { name: 'Output' }));
      await page.keyboard.press('Enter');
      expect(await table.first().innerText()).toContain('deepseek-reasoner');
      expect(await table.last().innerText()).toContain('–');
      await page.getByLabel('Search models').fill('KIMI openrouter');
      await page.getByText('1 model', { exact: true }).waitFor();
      expect(await table.allInnerTexts()).toEqual([expect.stringContaining('kimi-k3')]);
      await page.getByLabel('Search models').fill('nobody');
      await page.getByText('No model of that name is known').waitFor();
    } finally {
      await browser.close();
    }
  });
});

function balance(page: Page): Promise<string> {
  return page
    .getByRole('region', { name: 'Clients and their balances' })
    .locator('tbody tr td')
    .nth(2)
    .innerText();
}

function startPrepaid(url: string) {
  return startCore(
    {
      providers: [pricedProvider('priced', url)],
      routes: { default: 'priced/any' },
      clients: [{ id: 'ann', name: 'Ann', token: 'env:SIGNALBOX_TOKEN', limitUsd: 0, markupPercent: 20 }],
    },
    { env: { KEY: 'a-key-of-the-tests' } },
  );
}
