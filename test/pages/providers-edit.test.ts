import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerMessage, text } from '../upstream/anthropic.ts';
import { json, startUpstream, type ScriptedUpstream } from '../upstream/scripted.ts';
import { chromiumPath, launchBrowser, openPage } from './browser.ts';
import { tabTo } from './page-parts.ts';
import { startCore, type RunningCore } from './running-core.ts';

const secret = 'sk-of-this-test';

describe.skipIf(chromiumPath === undefined)('a provider that is edited', { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test('changes with its transforms what the next request says', async () => {
    await using vendor = await startVendor();
    await using core = await startCore(configOf(vendor.url), { secrets: { one: secret } });
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await open(page, core);
    await page.getByText('Transforms', { exact: true }).click();
    await page.getByRole('button', { name: 'Replace text' }).click();
    await page.getByLabel('Pattern').fill('Say (\\w+)');
    await page.getByLabel('Replace by').fill('Whisper $1');
    await page.getByRole('button', { name: 'Set a field' }).click();
    await page.getByLabel('JSONPath').fill('$.metadata');
    await page.getByLabel('Value, as JSON').fill('{ "user_id": "me"');
    await save(page);
    await page.getByText('This is not JSON').waitFor();
    expect(await page.getByLabel('Pattern').inputValue()).toBe('Say (\\w+)');

    await page.getByLabel('Value, as JSON').fill('{ "user_id": "me" }');
    await save(page);
    await page.getByText('vendor is saved').waitFor();
    expect((await core.ask('vendor/large')).status).toBe(200);
    expect(vendor.requests.at(-1)?.json).toMatchObject({
      messages: [{ role: 'user', content: 'Whisper hi.' }],
      metadata: { user_id: 'me' },
    });
    expect(opened.complaints).toEqual([]);
  });

  test('is called otherwise with all that refers to it, and back', async () => {
    await using vendor = await startVendor();
    await using core = await startCore(configOf(vendor.url), { secrets: { one: secret } });
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await open(page, core);
    const before = JSON.parse(await readFile(core.configFile, 'utf8'));
    await page.getByRole('button', { name: 'Rename' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('with/slash');
    await dialog.getByRole('button', { name: 'Rename' }).click();
    await dialog.getByText('a provider id is made of a-z, 0-9 and -', { exact: true }).waitFor();
    await dialog.getByRole('textbox').fill('seller');
    await page.keyboard.press('Enter');
    await page.getByText('vendor is called seller now').waitFor();
    expect(new URL(page.url()).hash).toBe('#providers/seller');
    await page.getByRole('heading', { name: 'seller' }).waitFor();
    expect((await core.ask('seller/large')).status).toBe(200);
    expect((await core.ask('anything')).headers.get('x-signalbox-target')).toMatch(/^seller\//);

    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('heading', { name: 'vendor' }).waitFor();
    const after = JSON.parse(await readFile(core.configFile, 'utf8'));
    expect(after.providers[0]).toMatchObject(before.providers[0]);
    expect(after.routes).toEqual(before.routes);
  });

  test('moves transforms by keyboard, and the focus goes along', async () => {
    await using vendor = await startVendor();
    const transforms = ['a', 'b', 'c'].map((word) => ({ kind: 'drop', path: `$.${word}` }));
    await using core = await startCore(configOf(vendor.url, { transforms }), { secrets: { one: secret } });
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await open(page, core);
    await page.getByText('Transforms', { exact: true }).click();
    await tabTo(page, page.getByRole('button', { name: 'Move Transform 1 down' }));
    await page.keyboard.press('Enter');
    await expect.poll(() => paths(page)).toEqual(['$.b', '$.a', '$.c']);
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => paths(page)).toEqual(['$.b', '$.c', '$.a']);
    await tabTo(page, page.getByRole('button', { name: 'Save' }));
    await page.keyboard.press('Enter');
    await page.getByText('vendor is saved').waitFor();
    expect((await written(core)).transforms.map(({ path }: { path: string }) => path)).toEqual([
      '$.b',
      '$.c',
      '$.a',
    ]);
  });

  test('says at the field what was refused, shows it, and keeps what was typed', async () => {
    await using vendor = await startVendor();
    await using core = await startCore(configOf(vendor.url), { secrets: { one: secret } });
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await open(page, core);
    await page.getByText('Retries and pauses').click();
    await page.getByLabel('Attempts').fill('99');
    await page.getByText('Retries and pauses').click();
    await page.getByText('Network', { exact: true }).click();
    await page.getByLabel('CA file').fill('/<i>not</i>/there.pem');
    await save(page);
    await page.getByText('Not saved: see what is marked.').waitFor();
    await page.getByText(/expected number to be <=20/).waitFor();
    const attempts = page.getByLabel('Attempts');
    expect(await attempts.getAttribute('aria-invalid')).toBe('true');
    expect(await attempts.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await attempts.inputValue()).toBe('99');

    await attempts.fill('');
    await save(page);
    await page.getByText(/cannot be read as a PEM file/).waitFor();
    expect(await page.locator('i').count()).toBe(0);
    expect(await page.getByLabel('CA file').inputValue()).toBe('/<i>not</i>/there.pem');
    expect(await written(core)).not.toHaveProperty('tls');
  });

  test('keeps what is typed while one looks elsewhere, and forgets it when it is discarded', async () => {
    await using vendor = await startVendor();
    await using core = await startCore(configOf(vendor.url), { secrets: { one: secret } });
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await open(page, core);
    const address = page.getByLabel('Address');
    await address.fill('http://elsewhere.example');
    await page.getByRole('link', { name: 'Models' }).click();
    await page.getByRole('heading', { name: 'Names of your own' }).waitFor();
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Providers' }).click();
    await page.getByText('Unsaved changes').waitFor();
    await page.getByRole('link', { name: 'vendor' }).click();
    expect(await address.inputValue()).toBe('http://elsewhere.example');

    const asked = page.waitForEvent('dialog');
    const left = page.goto(core.address).catch(() => undefined);
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await left;
    await page.getByRole('button', { name: 'Discard' }).click();
    expect(await address.inputValue()).toBe(vendor.url);
  });

  test('writes only what was changed, and what another hand changed meanwhile stays', async () => {
    await using vendor = await startVendor();
    await using core = await startCore(configOf(vendor.url, { limits: { concurrent: 2 } }), {
      secrets: { one: secret },
    });
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await open(page, core);
    await page.getByText('Timeouts', { exact: true }).click();
    await page.getByLabel('Silence').fill('5000');
    await page.getByText('Limits', { exact: true }).click();
    await page.getByLabel('At the same time').fill('');
    await page.evaluate(async () => {
      const call = async (name: string, body: object) =>
        (
          await fetch(`/api/${name}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          })
        ).json();
      const config = await call('config.get', {});
      config.providers[0].retry.attempts = 7;
      await call('config.set', { config });
    });
    await save(page);
    await page.getByText('vendor is saved').waitFor();
    const { limits, timeouts, retry } = await written(core);
    expect({ limits, timeouts, retry }).toEqual({
      limits: {},
      timeouts: { idleMs: 5000 },
      retry: { attempts: 7 },
    });
  });

  test('gets another key, which goes to the keychain and nowhere else, and loses one', async () => {
    await using vendor = await startVendor();
    await using core = await startCore(configOf(vendor.url), { secrets: { one: secret } });
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await open(page, core);
    await page.getByRole('button', { name: 'Add a key' }).click();
    await page.getByLabel('Key', { exact: true }).fill('sk-the-second');
    await page.keyboard.press('Enter');
    await page.getByText('kept when you save').waitFor();
    expect(core.secrets.has('vendor')).toBe(false);
    await page.getByRole('button', { name: 'Remove keychain:one' }).click();
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByText(/Answers in/).waitFor();
    expect(vendor.requests.at(-1)?.headers['x-api-key']).toBe('sk-the-second');
    await save(page);
    await page.getByText('The key one is still in the keychain').waitFor();
    expect(core.secrets.get('vendor')).toBe('sk-the-second');
    await page.getByRole('button', { name: 'Remove it' }).click();
    await expect.poll(() => core.secrets.has('one')).toBe(false);
    expect((await written(core)).keys).toEqual(['keychain:vendor']);
    await core.ask('vendor/large');
    expect(vendor.requests.at(-1)?.headers['x-api-key']).toBe('sk-the-second');
    expect(await page.content()).not.toContain('sk-the-second');
  });
});

function startVendor(): Promise<ScriptedUpstream> {
  return startUpstream((request) =>
    request.url.endsWith('/models')
      ? json({ data: [{ id: 'large' }] })
      : answerMessage(request, [text('Hi.')]),
  );
}

function configOf(baseUrl: string, more: object = {}): object {
  return {
    providers: [{ id: 'vendor', wire: 'anthropic', baseUrl, keys: ['keychain:one'], ...more }],
    routes: { default: 'vendor/large' },
    clients: [{ id: 'claude-code', token: 'env:SIGNALBOX_TOKEN' }],
  };
}

async function open(page: Page, core: RunningCore): Promise<void> {
  await page.goto(`${core.address}/admin#providers/vendor`);
  await page.getByLabel('Address').waitFor();
}

function save(page: Page): Promise<void> {
  return page.getByRole('button', { name: 'Save' }).click();
}

async function paths(page: Page): Promise<string[]> {
  const fields = await page.getByLabel('JSONPath').all();
  return Promise.all(fields.map((field) => field.inputValue()));
}

async function written(core: RunningCore) {
  return JSON.parse(await readFile(core.configFile, 'utf8')).providers[0];
}
