import type { BrowserContextOptions, Page } from 'playwright-core';
import { startSeededCore } from '../support/seeded-core.ts';
import { json, startUpstream } from '../upstream/scripted.ts';
import { startCore } from './running-core.ts';

/** A picture to be made. */
export interface Look extends BrowserContextOptions {
  address: string;
  /** Brings the page into the state to be shown. */
  until: (page: Page) => Promise<unknown>;
}

/** Makes a picture of that name. */
export type Take = (name: string, look: Look) => Promise<void>;

const viewport = { width: 1280, height: 860 };

/** Pictures of the settings where providers and models are. */
export async function picturesOfSettings(take: Take): Promise<void> {
  await picturesOfUse(take);
  await picturesOfAdding(take);
}

async function picturesOfUse(take: Take): Promise<void> {
  await using seeded = await startSeededCore(40);
  const { core } = seeded;
  const at = (hash: string, until: (page: Page) => Promise<unknown>): Look => ({
    address: core.signInAddress,
    viewport,
    until: async (page) => {
      await page.goto(`${core.address}/admin#${hash}`);
      await until(page);
    },
  });
  const list = at('providers', (page) => page.getByText('$41.27').waitFor());
  await take('settings-providers', list);
  await take('settings-providers-dark', { ...list, colorScheme: 'dark' });
  await take('settings-providers-chinese', { ...list, locale: 'zh-CN' });
  const one = at('providers/deepseek', async (page) => {
    await page.locator('summary').first().click();
    await page.locator('.topic-body .form-buttons .button').first().click();
    await page.locator('.transform').waitFor();
  });
  await take('settings-provider', one);
  await take('settings-provider-dark', { ...one, colorScheme: 'dark' });
  await take(
    'settings-provider-delete',
    at('providers/anthropic', async (page) => {
      await page.getByRole('button', { name: 'Delete', exact: true }).click();
      await page.getByRole('dialog').getByText('smart').waitFor();
    }),
  );
  const models = at('models', (page) => page.getByText('kimi-k3').waitFor());
  await take('settings-models', models);
  await take('settings-models-chinese', { ...models, locale: 'zh-CN', colorScheme: 'dark' });
}

async function picturesOfAdding(take: Take): Promise<void> {
  await using upstream = await startUpstream(({ headers }) =>
    headers.authorization === 'Bearer a-key-that-fits'
      ? json({ data: ['kimi-k3', 'glm-5', 'qwen3-coder'].map((id) => ({ id })) })
      : json({ error: { message: 'No such key' } }, 401),
  );
  await using core = await startCore(undefined, {
    env: { OPENROUTER_API_KEY: 'a-key-of-the-pictures' },
    askNearby: (url) =>
      url.includes(':11434')
        ? Promise.resolve({ models: [{ model: 'qwen3:30b' }] })
        : Promise.reject(new Error('nobody is there')),
  });
  const look: Look = { address: core.signInAddress, viewport, until: () => Promise.resolve() };
  const first = async (page: Page): Promise<void> => {
    await page.goto(`${core.address}/admin#providers`);
    await page.getByText('OPENROUTER_API_KEY').waitFor();
  };
  await take('settings-first-provider', { ...look, until: first });
  await take('settings-first-provider-dark', { ...look, until: first, colorScheme: 'dark' });
  const typed = async (page: Page, key: string): Promise<void> => {
    await page.goto(`${core.address}/admin#providers/new/litellm`);
    await page.locator('input[inputmode="url"]').fill(upstream.url);
    await page.locator('input[type="password"]').fill(key);
    await page.keyboard.press('Enter');
    await page.locator('.test-result').waitFor();
  };
  await take('settings-new-provider', { ...look, until: (page) => typed(page, 'a-key-that-fits') });
  await take('settings-new-provider-refused', { ...look, until: (page) => typed(page, 'another') });
}
