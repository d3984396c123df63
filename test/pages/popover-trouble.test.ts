import { readFile, writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messageError } from '../upstream/anthropic.ts';
import { startUpstream } from '../upstream/scripted.ts';
import { chromiumPath, launchBrowser, openPage } from './browser.ts';
import { route, section } from './page-parts.ts';
import { startCore } from './running-core.ts';

describe.skipIf(chromiumPath === undefined)('the popover in trouble', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test('says that the core is gone, keeps what it knew, and goes on by itself once it is back', async () => {
    await using core = await startCore();
    await core.ask('asked-before');
    await using opened = await openPage(browser, core.popoverAddress);
    const { page } = opened;
    await section(page, 'Now').filter({ hasText: '200 finished' }).waitFor();

    await core.stop();
    await page.getByRole('alert').filter({ hasText: 'Signalbox does not answer' }).waitFor();
    expect(await page.getByRole('banner').innerText()).toContain('not reachable');
    expect(await route(page, 'Default').innerText()).toMatch(/demo/);

    await core.start();
    await expect.poll(() => page.getByRole('banner').innerText(), { timeout: 15_000 }).toContain('running');
    expect(await page.getByText('Signalbox does not answer').count()).toBe(0);
    await core.ask('asked-after');
    await expect.poll(() => section(page, 'Last requests').getByRole('listitem').count()).toBe(2);
  });

  test('without its token says how to get in, and shows nothing else', async () => {
    await using core = await startCore();
    await using opened = await openPage(browser, `${core.address}/?view=popover`);
    const { page } = opened;
    await page.getByRole('alert').filter({ hasText: 'Open the address with its token' }).waitFor();
    await expect.poll(() => page.getByRole('heading', { name: 'Routes' }).count()).toBe(0);
  });

  test('says that a change of the config file was refused', async () => {
    await using core = await startCore();
    await using opened = await openPage(browser, core.popoverAddress);
    const { page } = opened;
    await route(page, 'Default').waitFor();
    const valid = await readFile(core.configFile, 'utf8');
    await writeFile(core.configFile, '{ "providers": [] }');
    await page.getByRole('alert').filter({ hasText: 'config.json was refused' }).waitFor();
    await writeFile(core.configFile, valid);
    await expect.poll(() => page.getByText('config.json was refused').count()).toBe(0);
  });

  test('says which list could not be loaded, and loads it when asked again', async () => {
    await using core = await startCore();
    await core.ask('asked-before');
    await using opened = await openPage(browser, core.address);
    const { page } = opened;
    await page.route('**/api/requests.list', (refused) =>
      refused.fulfill({
        status: 500,
        json: { error: { code: 'internal', message: 'the <b>disk</b> is full' } },
      }),
    );
    await page.goto(core.popoverAddress);
    const list = section(page, 'Last requests');
    await list.getByText('the <b>disk</b> is full').waitFor();
    expect(await list.locator('b').count()).toBe(0);
    await page.unroute('**/api/requests.list');
    await list.getByRole('button', { name: 'Try again' }).click();
    await list.getByRole('listitem').waitFor();
  });

  test('tells what the core says that a person should hear of, until it is dismissed', async () => {
    await using upstream = await startUpstream(() =>
      messageError(401, 'authentication_error', 'invalid x-api-key'),
    );
    await using core = await startCore(
      {
        providers: [{ id: 'upstream', wire: 'anthropic', baseUrl: upstream.url, keys: ['env:KEY'] }],
        routes: { default: 'upstream/scripted' },
        clients: [{ id: 'claude-code', token: 'env:SIGNALBOX_TOKEN' }],
      },
      { env: { KEY: 'a-key-of-the-tests' } },
    );
    await using opened = await openPage(browser, core.popoverAddress);
    const { page } = opened;
    await page.getByRole('banner').filter({ hasText: 'running' }).waitFor();
    await core.ask('claude-opus-5-5');
    const notices = page.getByRole('status', { name: 'Notices' });
    await notices.getByText('upstream').waitFor();
    expect(await page.content()).not.toContain('a-key-of-the-tests');
    await notices.getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => notices.innerText()).toBe('');
  });
});
