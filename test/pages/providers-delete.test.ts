import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchBrowser, openPage } from './browser.ts';
import { picker } from './page-parts.ts';
import { startCore } from './running-core.ts';

const config = {
  providers: [
    { id: 'first', preset: 'demo', models: ['large'] },
    { id: 'gone', wire: 'anthropic', baseUrl: 'http://127.0.0.1:9', keys: ['keychain:gone'], models: ['x'] },
    { id: 'last', preset: 'demo', models: ['small'] },
  ],
  models: {
    smart: { targets: ['gone/x', 'first/large'] },
    'claude-*': { targets: ['gone/x'] },
    any: { targets: ['last/small'] },
  },
  routes: { default: 'gone/x', think: 'gone/x', background: 'smart' },
  rules: [{ name: '<b>bold</b>', when: { client: 'nobody' }, use: 'gone/x' }],
  budgets: [{ period: 'day', provider: 'gone', limitUsd: 5 }],
  clients: [{ id: 'claude-code', token: 'env:SIGNALBOX_TOKEN' }],
};

describe.skipIf(chromiumPath === undefined)('a provider that is deleted', { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test('says what goes with it, and everything comes back in its place', async () => {
    await using core = await startCore(config, { secrets: { gone: 'sk-of-this-test' } });
    const before = JSON.parse(await readFile(core.configFile, 'utf8'));
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await page.goto(`${core.address}/admin#providers/gone`);
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete gone?' });
    expect(await dialog.getByRole('listitem').allInnerTexts()).toEqual([
      'The name smart loses targets',
      'The name claude-* goes: it has no other target',
      'The route Default goes elsewhere',
      'The route Think is not set any more',
      'The rule “<b>bold</b>” goes',
      'Its budget per day goes',
    ]);
    await dialog.getByRole('button', { name: 'Choose a model' }).click();
    await picker(page).getByRole('button', { name: 'small last' }).click();
    await dialog.getByRole('button', { name: 'Delete all of this' }).click();
    await page.getByText('gone is deleted').waitFor();
    expect(new URL(page.url()).hash).toBe('#providers');
    const answer = await core.ask('claude-sonnet-5-5');
    expect(answer.headers.get('x-signalbox-target')).toBe('last/small');
    expect(core.secrets.has('gone')).toBe(true);

    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Everything is back as it was').waitFor();
    const after = JSON.parse(await readFile(core.configFile, 'utf8'));
    expect(after.providers).toEqual(before.providers);
    expect(after).toMatchObject({ rules: before.rules, routes: before.routes });
    expect(Object.keys(after.models)).toEqual(['smart', 'claude-*', 'any']);
    expect(after.budgets).toMatchObject(before.budgets);
    expect(await page.getByText('still in the keychain').count()).toBe(0);
    expect(opened.complaints).toEqual([]);
  });

  test('is asked for its keys once it cannot be taken back', async () => {
    await using core = await startCore(config, { secrets: { gone: 'sk-of-this-test' } });
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await page.goto(`${core.address}/admin#providers/gone`);
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('button', { name: 'Delete all of this' }).click();
    const toast = page.locator('.toast', { hasText: 'gone is deleted' });
    await toast.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByText('The key gone is still in the keychain').waitFor();
    await page.getByRole('button', { name: 'Remove it' }).click();
    await page.getByText('The key gone is gone from the keychain').waitFor();
    expect(core.secrets.has('gone')).toBe(false);
  });

  test('may be kept after all', async () => {
    await using core = await startCore(config);
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await page.goto(`${core.address}/admin#providers/gone`);
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(JSON.parse(await readFile(core.configFile, 'utf8'))).toEqual(config);
  });

  test('and was the last one leaves the demo in its place', async () => {
    await using core = await startCore({
      providers: [{ id: 'only', preset: 'demo', models: ['large'] }],
      routes: { default: 'only/large' },
    });
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await page.goto(`${core.address}/admin#providers/only`);
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('the built-in demo takes its place').waitFor();
    await page.getByRole('button', { name: 'Delete all of this' }).click();
    await page.getByRole('heading', { name: 'Connect a first provider' }).waitFor();
    const written = async () => {
      const { providers, routes } = JSON.parse(await readFile(core.configFile, 'utf8'));
      return { providers, routes };
    };
    await expect.poll(written).toEqual({
      providers: [{ id: 'demo', preset: 'demo' }],
      routes: { default: 'demo/demo' },
    });
  });
});
