import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wholeMessage, text } from '../upstream/anthropic.ts';
import { startUpstream } from '../upstream/scripted.ts';
import { chromiumPath, launchBrowser, openPage } from './browser.ts';
import { picker, section, tabTo } from './page-parts.ts';
import { startCore, type RunningCore } from './running-core.ts';

const million = 1_000_000;

/** A provider whose answers cost a dollar each. */
async function startPriced(more: object = {}) {
  const upstream = await startUpstream(() =>
    wholeMessage([text('Done.')], { usage: { input_tokens: million, output_tokens: 0 } }),
  );
  const core = await startCore(
    {
      providers: [
        {
          id: 'priced',
          wire: 'anthropic',
          baseUrl: upstream.url,
          keys: ['env:KEY'],
          models: ['m', 'cheap'],
          prices: { m: { input: 1, output: 1 }, cheap: { input: 0, output: 0 } },
        },
      ],
      routes: { default: 'priced/m' },
      clients: [{ id: 'claude-code', token: 'env:SIGNALBOX_TOKEN' }],
      ...more,
    },
    { env: { KEY: 'a-key-of-the-tests' } },
  );
  return {
    core,
    upstream,
    async [Symbol.asyncDispose]() {
      await core[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

const statusWith = async (core: RunningCore, token: string) =>
  (await core.ask('m', {}, { authorization: `Bearer ${token}` })).status;

describe.skipIf(chromiumPath === undefined)('clients', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  async function openSection(core: RunningCore, name: 'clients' | 'budgets') {
    const opened = await openPage(browser, core.signInAddress);
    await opened.page.goto(`${core.address}/admin#${name}`);
    await opened.page.getByRole('button', { name: /^Add a / }).waitFor();
    return opened;
  }

  test('are made by keyboard, their token is shown once, works, and meets its limit', async () => {
    await using priced = await startPriced();
    const { core } = priced;
    await using opened = await openSection(core, 'clients');
    const { page, complaints } = opened;
    await tabTo(page, page.getByRole('button', { name: 'Add a client' }));
    await page.keyboard.press('Enter');
    await page.getByRole('form', { name: 'Client' }).waitFor();
    await page.keyboard.type('cursor');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Cursor');
    await page.keyboard.press('Tab');
    await page.keyboard.type('0.5');
    await page.keyboard.press('Enter');

    const shown = page.getByRole('region', { name: 'Token of cursor' }).last();
    await shown.waitFor();
    const token = await shown.locator('code').innerText();
    expect(token).toMatch(/^sbx-/);
    expect(await statusWith(core, token)).toBe(200);
    expect(await statusWith(core, token)).toBe(402);
    await page.getByRole('button', { name: 'I have it' }).click();
    expect(await page.content()).not.toContain(token);
    await page.reload();
    await page.getByText('limit reached').waitFor();
    expect(await page.content()).not.toContain(token);
    expect(await section(page, 'Clients').getByText('balance -$1.00').count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  test('get a new token after a question, and the old one is refused', async () => {
    await using priced = await startPriced({
      clients: [
        { id: 'claude-code', token: 'env:SIGNALBOX_TOKEN' },
        { id: 'ci', token: 'keychain:client/ci' },
      ],
    });
    const { core } = priced;
    const { token: before } = await core.call('clients.rotate', { id: 'ci' });
    await using opened = await openSection(core, 'clients');
    const { page } = opened;
    await page.getByRole('button', { name: 'New token for ci' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make a new token' }).click();
    const token = await page.locator('.new-token code').innerText();
    expect(await statusWith(core, before)).toBe(401);
    expect(await statusWith(core, token)).toBe(200);
    // Where the token stands in the environment none can be made.
    expect(await page.getByRole('button', { name: 'New token for claude-code' }).count()).toBe(0);
  });

  test('are deleted after a question, token and all', async () => {
    await using priced = await startPriced({
      clients: [
        { id: 'claude-code', token: 'env:SIGNALBOX_TOKEN' },
        { id: 'ci', token: 'keychain:client/ci' },
      ],
    });
    const { core } = priced;
    const { token } = await core.call('clients.rotate', { id: 'ci' });
    await using opened = await openSection(core, 'clients');
    const { page } = opened;
    await page.getByRole('button', { name: 'Delete ci' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    expect(await statusWith(core, token)).toBe(200);
    await page.getByRole('button', { name: 'Delete ci' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('ci is no longer a client').waitFor();
    expect(await statusWith(core, token)).toBe(401);
  });

  test('that are refused say why at the field, and keep what was typed', async () => {
    await using priced = await startPriced();
    const { core } = priced;
    await using opened = await openSection(core, 'clients');
    const { page } = opened;
    await page.getByRole('button', { name: 'Add a client' }).click();
    const form = page.getByRole('form', { name: 'Client' });
    await form.getByLabel('Id').fill('Not An Id');
    await form.getByLabel('Limit in US dollars').fill('plenty');
    await form.getByRole('button', { name: 'Create' }).click();
    await form.getByText('Enter a number').waitFor();
    await form.getByLabel('Limit in US dollars').fill('5');
    await form.getByRole('button', { name: 'Create' }).click();
    await form.getByText('a client id is made of').waitFor();
    expect(await form.getByLabel('Id').inputValue()).toBe('Not An Id');
    expect((await core.call('config.get', {})).clients).toHaveLength(1);
  });

  test('have budgets above them: one is added, met, edited and deleted', async () => {
    await using priced = await startPriced();
    const { core } = priced;
    await using opened = await openSection(core, 'budgets');
    const { page } = opened;
    await page.getByText('No budgets').waitFor();
    await page.getByRole('button', { name: 'Add a budget' }).click();
    const form = page.getByRole('form', { name: 'Budget' });
    await form.getByLabel('Limit in US dollars').fill('0');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => form.getByLabel('Limit in US dollars').getAttribute('aria-invalid')).toBe('true');
    await form.getByLabel('Limit in US dollars').fill('0.5');
    await form.getByRole('radio', { name: /Switch to another model/ }).check();
    await form.getByRole('button', { name: /^Model that takes over/ }).click();
    await picker(page).getByRole('button', { name: 'cheap priced' }).click();
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('switches to priced/cheap at the limit').waitFor();

    await core.ask('claude-opus-5-5');
    await page.reload();
    await section(page, 'Budgets').getByText('$1.00 of $0.50').waitFor();
    await section(page, 'Budgets').getByText('spent', { exact: true }).waitFor();
    const next = await core.ask('claude-opus-5-5');
    expect(next.headers.get('x-signalbox-target')).toBe('priced/cheap');

    await page.getByRole('button', { name: 'Edit Everything in a month' }).click();
    await form.getByRole('radio', { name: /^Stop/ }).check();
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('stops at the limit').waitFor();
    expect((await core.ask('claude-opus-5-5')).status).toBe(402);

    await page.getByRole('button', { name: 'Delete Everything in a month' }).click();
    await page.getByText('No budgets').waitFor();
    expect((await core.ask('claude-opus-5-5')).headers.get('x-signalbox-target')).toBe('priced/m');
  });
});
