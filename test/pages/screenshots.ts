// Pictures of every page for docs/images, from a real core with a seeded ledger; run by scripts/screenshots.mjs.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startSeededCore, withAccounts } from '../support/seeded-core.ts';
import { launchBrowser } from './browser.ts';
import { picturesOfSections } from './section-pictures.ts';
import { picturesOfSettings } from './settings-pictures.ts';
import type { Look, Take } from './settings-pictures.ts';
import { startCore } from './running-core.ts';

const [folder = 'docs/images', only = ''] = process.argv.slice(2);
const popoverSize = { width: 380, height: 560 };
const wholeSize = { width: 1280, height: 860 };

await mkdir(folder, { recursive: true });
const browser = await launchBrowser();
try {
  await picturesOfUse(browser);
  await picturesOfDashboard(browser);
  await picturesOfBeginning(browser);
  await picturesOfFailure(browser);
  const take: Take = async (name, look) => picture(browser, name, look);
  await picturesOfSettings(take);
  await picturesOfSections(take);
} finally {
  await browser.close();
}

async function picturesOfUse(chromium: Browser): Promise<void> {
  await using seeded = await startSeededCore();
  const { core } = seeded;
  const release = seeded.hold();
  const asked = core.ask('claude-opus-5-5', { output_config: { effort: 'xhigh' } });
  const popover = { address: core.popoverAddress, viewport: popoverSize };
  const until = (page: Page) => page.getByText('effort').first().waitFor();
  await picture(chromium, 'popover', { ...popover, until });
  await picture(chromium, 'popover-dark', { ...popover, colorScheme: 'dark', until });
  await picture(chromium, 'popover-chinese', { ...popover, locale: 'zh-CN', until });
  await picture(chromium, 'popover-requests', {
    ...popover,
    until: async (page) => {
      await until(page);
      await page.getByRole('region', { name: 'Last requests' }).evaluate((part) => part.scrollIntoView());
    },
  });
  await picture(chromium, 'popover-picker', {
    ...popover,
    until: async (page) => {
      await until(page);
      await page.getByRole('button', { name: /^Think/ }).click();
      await page
        .getByRole('button', { name: /kimi-k3/ })
        .first()
        .waitFor();
    },
  });
  await picture(chromium, 'popover-swapped', {
    ...popover,
    until: async (page) => {
      await until(page);
      await page.getByRole('button', { name: /^Background/ }).click();
      await page.getByRole('button', { name: /glm-5/ }).first().click();
      await page.getByRole('button', { name: 'Undo' }).waitFor();
    },
  });
  release();
  await asked;
}

async function picturesOfDashboard(chromium: Browser): Promise<void> {
  await using seeded = await startSeededCore(600, withAccounts);
  const { core } = seeded;
  const opened = { address: core.signInAddress, viewport: wholeSize };
  const drawn = (page: Page) => page.locator('.recharts-bar-rectangle').first().waitFor();
  const at = (hash: string, until: (page: Page) => Promise<unknown>) => ({
    ...opened,
    until: async (page: Page) => {
      await page.goto(`${core.address}/${hash}`);
      await until(page);
    },
  });
  await picture(chromium, 'dashboard', { ...opened, until: drawn });
  await picture(chromium, 'dashboard-dark', { ...opened, colorScheme: 'dark', until: drawn });
  await picture(chromium, 'dashboard-chinese', { ...opened, locale: 'zh-CN', until: drawn });
  await picture(chromium, 'dashboard-below', {
    ...opened,
    until: async (page) => {
      await drawn(page);
      await page
        .getByRole('region', { name: 'Latency' })
        .first()
        .evaluate((part) => part.scrollIntoView());
    },
  });
  const listed = (page: Page) => page.locator('.request-row').nth(3).waitFor();
  await picture(chromium, 'dashboard-requests', at('#requests', listed));
  const failed = `#request/req_${'3'.padStart(32, '0')}?from=requests`;
  const attempts = (page: Page) => page.locator('.attempt').first().waitFor();
  await picture(chromium, 'dashboard-request', at(failed, attempts));
  await picture(chromium, 'dashboard-request-dark', { ...at(failed, attempts), colorScheme: 'dark' });
  await picture(
    chromium,
    'dashboard-credits',
    at('#credits/codex', (page) =>
      page.getByText('typed 12 for 10.50').or(page.getByText('Charge').first()).first().waitFor(),
    ),
  );
  await picture(
    chromium,
    'dashboard-models',
    at('#models', (page) => page.getByText('kimi-k3').first().waitFor()),
  );
}

async function picturesOfBeginning(chromium: Browser): Promise<void> {
  await using core = await startCore(undefined, {
    env: { OPENROUTER_API_KEY: 'a-key-of-the-pictures' },
    askNearby: (url) =>
      url.includes(':11434')
        ? Promise.resolve({ models: [{ model: 'qwen3:30b' }] })
        : Promise.reject(new Error('nobody is there')),
  });
  await picture(chromium, 'popover-empty', {
    address: core.popoverAddress,
    viewport: popoverSize,
    until: (page) => page.getByText('OPENROUTER_API_KEY').waitFor(),
  });
  await picture(chromium, 'dashboard-empty', {
    address: core.signInAddress,
    viewport: wholeSize,
    until: (page) => page.getByText('No requests yet').waitFor(),
  });
}

async function picturesOfFailure(chromium: Browser): Promise<void> {
  await using seeded = await startSeededCore();
  const { core } = seeded;
  await picture(chromium, 'dashboard-failed', {
    address: core.signInAddress,
    viewport: wholeSize,
    until: async (page) => {
      await page.route('**/api/usage.*', (refused) =>
        refused.fulfill({
          status: 500,
          json: { error: { code: 'internal', message: 'usage.db could not be read: disk I/O error' } },
        }),
      );
      await page.reload();
      await page.getByText('disk I/O error').first().waitFor();
    },
  });
  await picture(chromium, 'popover-failed', {
    address: core.popoverAddress,
    viewport: popoverSize,
    until: async (page) => {
      await page.getByText('$41.27').waitFor();
      await core.stop();
      await page.getByRole('alert').filter({ hasText: 'does not answer' }).waitFor();
    },
  });
}

async function picture(chromium: Browser, name: string, { address, until, ...look }: Look): Promise<void> {
  if (!name.includes(only)) return;
  const context = await chromium.newContext({
    locale: 'en-US',
    deviceScaleFactor: 2,
    reducedMotion: 'reduce',
    ...look,
  });
  try {
    const page = await context.newPage();
    await page.goto(address);
    await until(page);
    await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
    console.log(name);
  } finally {
    await context.close();
  }
}
