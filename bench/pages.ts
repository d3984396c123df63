// What the popover's first load costs in a real browser, cache empty: bytes on the wire, and time until one can use it.
import { chromium, type Browser, type Page } from 'playwright-core';
import { timeToTell } from '../test/pages/time-to-tell.ts';
import { text, wholeMessage } from '../test/upstream/anthropic.ts';
import { startUpstream } from '../test/upstream/scripted.ts';
import { quantile } from './measure.ts';
import { requestBody } from './request-body.ts';
import { startRouter, token, type Router } from './router.ts';

const rounds = Number(process.env['SIGNALBOX_BENCH_ROUNDS'] ?? 20);
const limits = { kilobytes: 150, interactiveMs: 300, toldMs: 200 };

let held: Promise<void> = Promise.resolve();
const upstream = await startUpstream(() => {
  const answer = wholeMessage([text('Done.')]);
  return { ...answer, pieces: [() => held, ...answer.pieces] };
});
const router = await startRouter({
  providers: [{ id: 'held', wire: 'anthropic', baseUrl: upstream.url, models: ['bench', 'other'] }],
  routes: { default: 'held/bench' },
});
const browser = await chromium.launch({
  executablePath: process.env['SIGNALBOX_TEST_CHROMIUM'] ?? 'chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const kilobytes = (await bytesOfPopover(browser, router)) / 1000;
  const times: number[] = [];
  const bareMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push(await timeOfPopover(browser, router));
    bareMs.push(await loadBarePage(browser, router));
  }
  report('popover, bytes', `${kilobytes.toFixed(1)} KB`, `limit ${limits.kilobytes} KB`);
  report(
    'popover, interactive',
    `${quantile(times, 0.5).toFixed(0)} ms (p95 ${quantile(times, 0.95).toFixed(0)})`,
    `limit ${limits.interactiveMs} ms; a page of one button takes ${quantile(bareMs, 0.5).toFixed(0)} ms here`,
  );
  const told = await timesToTell(browser, router);
  report(
    'popover, told of a request',
    `${quantile(told, 0.5).toFixed(1)} ms (p95 ${quantile(told, 0.95).toFixed(1)})`,
    `limit ${limits.toldMs} ms`,
  );
  // Bytes are the same everywhere; how long they take is the machine's.
  if (kilobytes > limits.kilobytes) process.exitCode = 1;
} finally {
  await browser.close();
  router.stop();
  await upstream[Symbol.asyncDispose]();
}

/** Loads the popover with nothing kept, and waits until the routes stand there as buttons that work. */
async function openPopover(
  running: Browser,
  { origin, adminToken }: Router,
  look?: (page: Page) => Promise<void>,
) {
  const context = await running.newContext();
  // The cookie alone: the page itself is loaded below, for the first time.
  await context.request.get(`${origin}/?token=${adminToken}`, { maxRedirects: 0 });
  const page = await context.newPage();
  await look?.(page);
  await page.goto(`${origin}/?view=popover`, { waitUntil: 'commit' });
  const interactiveMs = await timeUntilThere(page, 'button.route');
  return { page, interactiveMs, [Symbol.asyncDispose]: () => context.close() };
}

async function timeOfPopover(running: Browser, started: Router): Promise<number> {
  await using opened = await openPopover(running, started);
  return opened.interactiveMs;
}

/** Bytes of a first load; counting them slows it down, so it is not the load whose time is told. */
async function bytesOfPopover(running: Browser, started: Router): Promise<number> {
  let bytes = 0;
  await using opened = await openPopover(running, started, async (page) => {
    const session = await page.context().newCDPSession(page);
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await session.send('Network.enable');
  });
  await opened.page.waitForLoadState('networkidle');
  return bytes;
}

/** What a page costs in this browser that has nothing to load: one button, in HTML from the same server's address. */
async function loadBarePage(running: Browser, { origin }: Router): Promise<number> {
  const context = await running.newContext();
  try {
    const page = await context.newPage();
    await page.route('**/*', (asked) =>
      asked.fulfill({ contentType: 'text/html', body: '<button class="bare">There</button>' }),
    );
    await page.goto(`${origin}/`, { waitUntil: 'commit' });
    return await timeUntilThere(page, 'button.bare');
  } finally {
    await context.close();
  }
}

/** Milliseconds from the start of the navigation until such an element is there, told without disturbing the page. */
function timeUntilThere(page: Page, selector: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const isThere = () => document.querySelector(wanted) !== null;
        if (isThere()) resolve(performance.now());
        new MutationObserver((_, observer) => {
          if (!isThere()) return;
          observer.disconnect();
          resolve(performance.now());
        }).observe(document, { subtree: true, childList: true });
      }),
    selector,
  );
}

/** Milliseconds from the event of a finished request to the popover that shows it, one number per request. */
async function timesToTell(running: Browser, { origin, adminToken }: Router): Promise<number[]> {
  const context = await running.newContext();
  try {
    const page = await context.newPage();
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await page.goto(`${origin}/?token=${adminToken}&view=popover`);
      await page.locator('button.route').first().waitFor();
      const { promise, resolve: release } = Promise.withResolvers<void>();
      held = promise;
      const answer = fetch(`${origin}/v1/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: requestBody('held/bench', 1000).replace('"stream":true', '"stream":false'),
      });
      await page.locator('.now[data-running="true"]').waitFor();
      const { measuredMs } = await timeToTell(page);
      release();
      await (await answer).text();
      times.push(await measuredMs);
    }
    return times;
  } finally {
    await context.close();
  }
}

function report(what: string, figure: string, limit: string): void {
  console.log(`${what.padEnd(28)} ${figure.padEnd(36)} ${limit}`);
}
