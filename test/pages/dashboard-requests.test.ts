import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { text, wholeMessage } from '../upstream/anthropic.ts';
import { startUpstream } from '../upstream/scripted.ts';
import { chromiumPath, launchBrowser, openPage } from './browser.ts';
import { figures, rows, section } from './page-parts.ts';
import { startCore } from './running-core.ts';

describe.skipIf(chromiumPath === undefined)('the last requests on the dashboard', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test('a request appears by itself, once, with its route and reason', async () => {
    await using core = await startCore();
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await page.getByText('No requests yet').waitFor();

    expect((await core.ask('claude-sonnet-5-5')).status).toBe(200);
    await rows(page).filter({ hasText: '200 finished' }).waitFor();
    expect(await rows(page).count()).toBe(1);
    const shown = await rows(page).innerText();
    expect(shown).toContain('claude-code');
    expect(shown).toContain('claude-sonnet-5-5');
    expect(shown).toMatch(/Default\s+\S+/);
    expect(shown).toMatch(/demo\s+demo/);

    await page.reload();
    await rows(page).filter({ hasText: '200 finished' }).waitFor();
  });

  test('the newest request stands first', async () => {
    await using core = await startCore();
    await core.ask('first-asked');
    await core.ask('then-asked');
    await using opened = await openPage(browser, core.signInAddress);
    await rows(opened.page).nth(1).waitFor();
    await core.ask('asked-at-last');
    await expect
      .poll(() => rows(opened.page).locator('td:nth-child(2) .request-second').allInnerTexts())
      .toEqual(['asked for asked-at-last', 'asked for then-asked', 'asked for first-asked']);
  });

  test('a request under way is shown as running, and its row becomes its outcome in place', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    await using upstream = await startUpstream(() => {
      const answer = wholeMessage([text('hi')], { usage: { input_tokens: 1234, output_tokens: 5 } });
      return { ...answer, pieces: [() => released, ...answer.pieces] };
    });
    await using core = await startCore(configOf(upstream.url));
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await page.getByText('No requests yet').waitFor();
    await expect.poll(() => page.getByRole('banner').innerText()).toMatch(/running/);

    const asked = core.ask('claude-opus-5-5');
    await rows(page).filter({ hasText: 'running' }).waitFor();
    expect(await figures(page)).toEqual(
      ['–', '–', '–', '–', '–'].map((dash) => expect.stringContaining(dash)),
    );
    await rows(page).evaluate((row) => row.setAttribute('data-seen', 'while running'));

    release();
    expect((await asked).status).toBe(200);
    await rows(page).filter({ hasText: '200 finished' }).waitFor();
    expect(await rows(page).getAttribute('data-seen')).toBe('while running');
    expect((await figures(page)).slice(0, 2)).toEqual(['1,234', '5']);
  });

  test('a failed request says so in words, with its error, and a dash for what nobody reported', async () => {
    const upstream = await startUpstream(() => wholeMessage([text('never sent')]));
    await upstream[Symbol.asyncDispose]();
    await using core = await startCore(configOf(upstream.url));
    await core.ask('claude-opus-5-5');
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;

    await rows(page).filter({ hasText: 'failed' }).waitFor();
    expect(await rows(page).locator('.failure').innerText()).not.toBe('');
    expect((await figures(page)).slice(0, 2)).toEqual(['–\nnot known', '–\nnot known']);
    await expect.poll(() => section(page, 'Providers').innerText()).toMatch(/upstream\s+failing/);
    expect(await section(page, 'Providers').locator('.failure').innerText()).not.toBe('');
  });

  test("a script tag in a model's name shows as text", async () => {
    await using core = await startCore();
    const name = '<script>document.title = "taken"</script><img src=x onerror="document.title = 1">';
    await core.ask(name);
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;

    await page.getByText(`asked for ${name}`).waitFor();
    expect(await page.locator('td script, td img').count()).toBe(0);
    expect(await page.title()).toBe('Signalbox');
  });
});

function configOf(baseUrl: string) {
  return {
    providers: [{ id: 'upstream', wire: 'anthropic', baseUrl, keys: [], retry: { attempts: 1 } }],
    routes: { default: 'upstream/scripted' },
    clients: [{ id: 'claude-code', token: 'env:SIGNALBOX_TOKEN' }],
  };
}
