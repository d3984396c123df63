import type { Page } from 'playwright-core';

/**
 * Measures, by the page's own clock, how long after the core's event of a finished request the popover shows it. Resolves
 * once the page listens, to the measurement; a request must be shown as running by then.
 */
export async function timeToTell(page: Page): Promise<{ measuredMs: Promise<number> }> {
  const measuredMs = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const isShown = () => document.querySelector('.now[data-running="true"]') === null;
        const events = new EventSource('/api/events');
        let arrivedMs: number | undefined;
        events.addEventListener('request', ({ data }: MessageEvent<string>) => {
          if (JSON.parse(data).request.status === null) return;
          arrivedMs = performance.now();
          events.close();
          if (isShown()) resolve(0);
        });
        new MutationObserver((_, observer) => {
          if (!isShown() || arrivedMs === undefined) return;
          observer.disconnect();
          resolve(performance.now() - arrivedMs);
        }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        events.addEventListener('open', () => document.body.setAttribute('data-listening', ''));
      }),
  );
  await page.locator('body[data-listening]').waitFor();
  return { measuredMs };
}
