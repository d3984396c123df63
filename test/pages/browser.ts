import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** Where the browser is that page tests run in; undefined where there is none. */
export const chromiumPath = process.env['SIGNALBOX_TEST_CHROMIUM'];

/** Starts the browser, without a window and without anything that it does on its own. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(chromiumPath !== undefined && { executablePath: chromiumPath }),
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-gpu',
      '--no-first-run',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page in a profile of its own, and what went by while it was open. */
export interface OpenPage extends AsyncDisposable {
  page: Page;
  /** Addresses that were asked for. */
  requested: string[];
  /** What the browser complained about: errors of scripts, refused by the policy, not found. */
  complaints: string[];
}

/** Opens an address and waits until the document is there. */
export async function openPage(
  browser: Browser,
  address: string,
  look: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ locale: 'en-US', ...look });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const requested: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  page.on('console', (message) => {
    // A browser complains of each operation that the core refuses; saying so is the page's own task.
    const isRefusal = message.location().url.includes('/api/');
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(address);
  return { page, requested, complaints, [Symbol.asyncDispose]: () => context.close() };
}
