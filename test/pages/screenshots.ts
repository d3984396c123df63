// Pictures of every page for docs/images, from a real core with a seeded ledger; run by scripts/screenshots.mjs.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startSeededCore } from '../support/seeded-core.ts';
import { launchBrowser } from './browser.ts';
import { startCore } from './running-core.ts';

const [folder = 'docs/images', only = ''] = process.argv.slice(2);
const popoverSize = { width: 380, height: 560 };

interface Look extends BrowserContextOptions {
  address: string;
  /** Brings the page into the state to be shown. */
  until: (page: Page) => Promise<unknown>;
}

await mkdir(folder, { recursive: true });
const browser = await launchBrowser();
try {
  await picturesOfUse(browser);
  await picturesOfBeginning(browser);
  await picturesOfFailure(browser);
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
  const whole = { address: core.signInAddress, viewport: { width: 1280, height: 860 } };
  const listed = (page: Page) => page.getByRole('row').nth(3).waitFor();
  await picture(chromium, 'dashboard', { ...whole, until: listed });
  await picture(chromium, 'dashboard-dark', { ...whole, colorScheme: 'dark', until: listed });
  await picture(chromium, 'settings', {
    ...whole,
    until: async (page) => {
      await page.goto(`${core.address}/admin#claude-code`);
      await page.getByText('ANTHROPIC_BASE_URL').waitFor();
    },
  });
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
}

async function picturesOfFailure(chromium: Browser): Promise<void> {
  await using seeded = await startSeededCore();
  const { core } = seeded;
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
