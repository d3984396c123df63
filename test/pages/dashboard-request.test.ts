import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSeededCore, type SeededCore } from '../support/seeded-core.ts';
import { text, wholeMessage } from '../upstream/anthropic.ts';
import { startUpstream, type ScriptedUpstream } from '../upstream/scripted.ts';
import { chromiumPath, launchBrowser, openPage } from './browser.ts';
import { rows, tabTo } from './page-parts.ts';
import { startCore } from './running-core.ts';

const failed = `req_${'3'.padStart(32, '0')}`;

describe.skipIf(chromiumPath === undefined)('requests', () => {
  let browser: Browser;
  let seeded: SeededCore;
  beforeAll(async () => {
    browser = await launchBrowser();
    seeded = await startSeededCore(120);
  });
  afterAll(async () => {
    await browser.close();
    await seeded[Symbol.asyncDispose]();
  });

  describe('listed', () => {
    test('are narrowed down by provider, route, outcome and text, and the address says how', async () => {
      await using opened = await openPage(browser, `${seeded.core.signInAddress}#requests`);
      const { page } = opened;
      await rows(page).nth(10).waitFor();
      await page.getByLabel('Provider').selectOption('anthropic');
      await page.getByLabel('Route').selectOption({ label: 'Think' });
      await expect.poll(() => distinct(page, 'td:nth-child(3) .route-label')).toEqual(['Think']);
      await page.getByLabel('Outcome').selectOption({ label: 'Failed' });
      await expect.poll(() => distinct(page, '.state-dot')).toEqual(['529 failed']);
      expect(new URL(page.url()).hash).toBe('#requests?provider=anthropic&route=think&outcome=failed');

      await page.reload();
      await expect.poll(() => distinct(page, '.state-dot')).toEqual(['529 failed']);
      expect(await page.getByLabel('Route').inputValue()).toBe('think');
      await page.getByLabel('Search').fill('nobody says this');
      await page.getByText('No request fits these filters').waitFor();
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await rows(page).nth(10).waitFor();
      expect(await page.getByLabel('Search').inputValue()).toBe('');
      await page.getByLabel('Search').fill('KIMI');
      await expect.poll(() => distinct(page, '.model-name-model')).toEqual(['kimi-k3']);
      expect(new URL(page.url()).hash).toBe('#requests?text=KIMI');
    });

    test('a request that is asked meanwhile stands on top, where it fits', async () => {
      await using fresh = await startSeededCore(20);
      await using opened = await openPage(browser, `${fresh.core.signInAddress}#requests?route=think`);
      const { page } = opened;
      await rows(page).first().waitFor();
      await page.getByRole('banner').filter({ hasText: 'running' }).waitFor();
      const before = await rows(page).count();
      await fresh.core.ask('claude-sonnet-5-5');
      await fresh.core.ask('claude-opus-5-5', { output_config: { effort: 'xhigh' } });
      await expect.poll(() => rows(page).count()).toBe(before + 1);
      expect(await rows(page).first().innerText()).toContain('claude-opus-5-5');
    });

    test('say that they could not be loaded, and load when asked again', async () => {
      await using opened = await openPage(browser, seeded.core.signInAddress);
      const { page } = opened;
      await page.route('**/api/requests.list', (refused) =>
        refused.fulfill({ status: 500, json: { error: { code: 'internal', message: 'no <i>room</i>' } } }),
      );
      await page.goto(`${seeded.core.address}/#requests`);
      await page.reload();
      await page.getByText('no <i>room</i>').waitFor();
      await page.unroute('**/api/requests.list');
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect.poll(() => rows(page).count()).toBeGreaterThan(5);
    });
  });

  describe('opened', () => {
    test('by key: the way it went, attempt by attempt, its facts and its price; Escape closes it', async () => {
      await using opened = await openPage(browser, `${seeded.core.signInAddress}#requests`);
      const { page, complaints } = opened;
      const link = page.locator(`[data-request="${failed}"]`);
      await link.waitFor();
      await tabTo(page, link);
      await page.keyboard.press('Enter');
      const sheet = page.getByRole('dialog', { name: 'Request' });
      await sheet.locator('.attempt').nth(2).waitFor();
      expect(page.url()).toContain(`#request/${failed}?from=requests`);
      const said = await sheet.innerText();
      expect(said).toContain('the effort is xhigh, so routes.think takes it');
      expect(said).toMatch(/began after 900ms, took 400ms\s+anthropic answered 529: Overloaded/);
      expect(said).toMatch(/Kind\s+main/);
      expect(said).toContain('session-0');
      expect(said).toContain('Not kept.');

      await page.keyboard.press('Escape');
      await expect.poll(() => sheet.count()).toBe(0);
      expect(new URL(page.url()).hash).toBe('#requests');
      expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
      await page.goForward();
      await sheet.waitFor();
      await page.goBack();
      await expect.poll(() => sheet.count()).toBe(0);
      expect(complaints).toEqual([]);
    });

    test('by a link of its own, which leads to the list once it is closed', async () => {
      await using opened = await openPage(browser, `${seeded.core.signInAddress}#request/${failed}`);
      const { page } = opened;
      const sheet = page.getByRole('dialog', { name: 'Request' });
      await sheet.locator('.attempt').first().waitFor();
      await sheet.getByRole('button', { name: 'Close' }).click();
      await rows(page).first().waitFor();
      expect(new URL(page.url()).hash).toBe('#requests');
    });

    test('shows tokens by kind, the price of each and where the price is from', async () => {
      await using opened = await openPage(
        browser,
        `${seeded.core.signInAddress}#request/req_${'0'.repeat(32)}`,
      );
      const table = opened.page.locator('.request-sheet-cost');
      await table.waitFor();
      expect(await table.innerText()).toMatch(/Input\s+[\d,]+\s+\$5\.00\s+Cache read[^]*Cost\s+\$0\.\d{2,6}/);
      await opened.page.getByText('Price from: your config').waitFor();
    });

    test('that is not in the ledger says so', async () => {
      await using opened = await openPage(browser, `${seeded.core.signInAddress}#request/req_none`);
      const sheet = opened.page.getByRole('dialog');
      await expect.poll(() => sheet.innerText()).toContain('the ledger has no request "req_none"');
    });

    test('while it runs says so, and shows what became of it', async () => {
      await using fresh = await startSeededCore(1);
      const release = fresh.hold();
      const asked = fresh.core.ask('claude-opus-5-5', { output_config: { effort: 'xhigh' } });
      await using opened = await openPage(browser, fresh.core.signInAddress);
      const { page } = opened;
      await rows(page).filter({ hasText: 'running' }).locator('a').click();
      const sheet = page.getByRole('dialog');
      await sheet.getByText('It still runs').waitFor();
      release();
      await asked;
      await expect.poll(() => sheet.innerText()).toMatch(/Input\s+18,420/);
    });
  });

  describe('bodies', () => {
    test('are shown where they were kept, JSON readable, markup as text, and can be copied', async () => {
      await using upstream = await answering('<script>document.title = "taken"</script>');
      await using core = await startCore(configOf(upstream, 'masked'));
      const answer = await core.ask('claude-opus-5-5');
      await answer.text();
      await using opened = await openPage(browser, core.signInAddress);
      const { page } = opened;
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: core.address });
      await rows(page).first().locator('a').click();
      const sent = page.getByRole('region', { name: 'What the client sent' });
      await sent.waitFor();
      expect(await sent.innerText()).toContain('\n  "model": "claude-opus-5-5",\n');
      expect(await page.getByRole('region', { name: 'What it got' }).innerText()).toContain('<script>');
      expect(await page.title()).toBe('Signalbox');
      await page.getByRole('button', { name: 'Copy' }).first().click();
      await page.getByText('Copied').waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(JSON.parse(copied)).toMatchObject({ model: 'claude-opus-5-5', max_tokens: 100 });
    });

    test('are not shown where keeping them is off', async () => {
      await using upstream = await answering('hi');
      await using core = await startCore(configOf(upstream, 'off'));
      await (await core.ask('claude-opus-5-5')).text();
      await using opened = await openPage(browser, core.signInAddress);
      const { page } = opened;
      await rows(page).first().locator('a').click();
      await page.getByText('Not kept.').waitFor();
      expect(await page.locator('pre').count()).toBe(0);
    });
  });
});

function distinct(page: Page, part: string): Promise<string[]> {
  return rows(page)
    .locator(part)
    .allInnerTexts()
    .then((texts) => [...new Set(texts)]);
}

function answering(words: string) {
  return startUpstream(() => wholeMessage([text(words)]));
}

function configOf({ url }: ScriptedUpstream, bodies: 'off' | 'masked') {
  return {
    providers: [{ id: 'upstream', wire: 'anthropic', baseUrl: url, keys: [] }],
    routes: { default: 'upstream/scripted' },
    clients: [{ id: 'claude-code', token: 'env:SIGNALBOX_TOKEN' }],
    logging: { bodies },
  };
}
