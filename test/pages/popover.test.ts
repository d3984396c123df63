import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSeededCore } from '../support/seeded-core.ts';
import { chromiumPath, launchBrowser, openPage } from './browser.ts';
import { route, section, tabTo } from './page-parts.ts';
import { startCore } from './running-core.ts';

describe.skipIf(chromiumPath === undefined)('the popover', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test('shows what is left, where requests went and why, what they cost, and how providers fare', async () => {
    await using seeded = await startSeededCore();
    await using opened = await openPage(browser, seeded.core.popoverAddress);
    const { page } = opened;
    await page.getByRole('region', { name: 'Balance' }).filter({ hasText: '$41.27' }).waitFor();
    expect(await page.getByRole('region', { name: 'Balance' }).innerText()).toContain('left at deepseek');

    const [first, second] = await requests(page).allInnerTexts();
    expect(first).toMatch(
      /Think\s+claude-opus-5-5\s+anthropic[^]*the effort is xhigh, so routes\.think takes it[^]*200 finished[^]*\d+\.\d+s[^]*\$\d+\.\d\d/,
    );
    expect(second).toMatch(/Default\s+claude-sonnet-5-5/);
    expect(await requests(page).nth(3).innerText()).toMatch(
      /anthropic answered 529: Overloaded[^]*529 failed/,
    );
    expect(await section(page, 'Providers').innerText()).toMatch(/gemini\s+no key/);
    expect(opened.complaints.filter((complaint) => !complaint.includes('404'))).toEqual([]);
  });

  test('shows a request while it runs, also when it is opened meanwhile, and what became of it', async () => {
    await using seeded = await startSeededCore();
    const { core } = seeded;
    const release = seeded.hold();
    const asked = core.ask('claude-opus-5-5', { output_config: { effort: 'xhigh' } });
    await using opened = await openPage(browser, core.popoverAddress);
    const now = section(opened.page, 'Now');
    await now.filter({ hasText: 'running' }).waitFor();
    expect(await now.innerText()).toMatch(
      /Think\s+claude-opus-5-5\s+anthropic[^]*effort is xhigh[^]*claude-code/,
    );

    release();
    expect((await asked).status).toBe(200);
    await now.filter({ hasText: '200 finished' }).waitFor();
    expect(await requests(opened.page).first().innerText()).toMatch(/200 finished/);
  });

  test('tells of a request within 200 ms of its end', async () => {
    await using seeded = await startSeededCore();
    const { core } = seeded;
    const release = seeded.hold();
    await using opened = await openPage(browser, core.popoverAddress);
    const { page } = opened;
    const asked = core.ask('claude-sonnet-5-5');
    const now = section(page, 'Now');
    await now.filter({ hasText: 'running' }).waitFor();
    // Both clocks are the page's own: from the moment the core's event is there to the moment it can be read.
    const measured = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const region = [...document.querySelectorAll('section')].find((part) =>
            part.textContent.includes('running'),
          );
          const events = new EventSource('/api/events');
          let arrivedMs = 0;
          events.addEventListener('request', ({ data }: MessageEvent<string>) => {
            if (JSON.parse(data).request.status !== 200) return;
            arrivedMs = performance.now();
            events.close();
          });
          const observer = new MutationObserver(() => {
            if (!region?.textContent.includes('200')) return;
            observer.disconnect();
            resolve(arrivedMs === 0 ? 0 : performance.now() - arrivedMs);
          });
          observer.observe(document.body, { subtree: true, childList: true, characterData: true });
          events.addEventListener('open', () => document.body.setAttribute('data-listening', ''));
        }),
    );
    await page.locator('body[data-listening]').waitFor();
    release();
    await asked;
    expect(await measured).toBeLessThan(200);
  });

  test('begins with a way to a first provider while only the demo answers', async () => {
    await using core = await startCore();
    await using opened = await openPage(browser, core.popoverAddress);
    const { page } = opened;
    await page.getByRole('heading', { name: 'Welcome. Connect a model to begin.' }).waitFor();
    const add = page.getByRole('link', { name: 'Add a provider' });
    expect(await add.getAttribute('href')).toBe('/admin#providers');
    await page.getByText('Waiting for the first request').waitFor();
    expect(await page.getByText('No requests yet').count()).toBe(1);

    await core.ask('claude-sonnet-5-5');
    await section(page, 'Now').filter({ hasText: '200 finished' }).waitFor();
  });

  test('offers what runs on this machine, and one click sends everything there', async () => {
    await using core = await startCore(undefined, {
      env: { OPENROUTER_API_KEY: 'a-secret-of-the-environment' },
      askNearby: (url) =>
        url.includes(':11434')
          ? Promise.resolve({ models: [{ model: 'qwen3:8b' }] })
          : Promise.reject(new Error('nobody is there')),
    });
    await using opened = await openPage(browser, core.popoverAddress);
    const { page } = opened;
    await page.getByText('OPENROUTER_API_KEY is set').waitFor();
    expect(await page.content()).not.toContain('a-secret-of-the-environment');

    const use = page.getByRole('button', { name: 'Use qwen3:8b' });
    await tabTo(page, use);
    await page.keyboard.press('Enter');
    await page.getByText('Everything goes to ollama/qwen3:8b now').waitFor();
    await expect.poll(() => route(page, 'Default').innerText()).toMatch(/qwen3:8b\s+ollama/);
    await expect.poll(() => page.getByRole('heading', { name: /Welcome/ }).count()).toBe(0);

    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('heading', { name: /Welcome/ }).waitFor();
    await expect.poll(() => route(page, 'Default').innerText()).toMatch(/demo\s+demo/);
  });

  test('pauses routing and resumes it', async () => {
    await using seeded = await startSeededCore();
    const { core } = seeded;
    await using opened = await openPage(browser, core.popoverAddress);
    const { page } = opened;
    await page.getByRole('button', { name: 'Pause routing' }).click();
    await page.getByText('Paused: everything goes to the default route.').waitFor();
    const asked = await core.ask('claude-opus-5-5', { output_config: { effort: 'xhigh' } });
    expect(asked.headers.get('x-signalbox-target')).toBe('anthropic/claude-sonnet-5-5');
    await page.getByRole('button', { name: 'Resume routing' }).click();
    await expect.poll(() => page.getByText('Paused:').count()).toBe(0);
  });

  test('shows no way to quit where no desktop is', async () => {
    await using core = await startCore();
    await using opened = await openPage(browser, core.popoverAddress);
    await opened.page.getByRole('link', { name: 'Configure Claude Code' }).waitFor();
    expect(await opened.page.getByRole('button', { name: 'Quit Signalbox' }).count()).toBe(0);
  });

  test('speaks Chinese where the browser does', async () => {
    await using seeded = await startSeededCore();
    await using opened = await openPage(browser, seeded.core.popoverAddress, { locale: 'zh-CN' });
    const { page } = opened;
    await page.getByRole('heading', { name: '最近的请求' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await page.getByText('超过 20万 Token').waitFor();
  });

  test('shows a script tag in the name of a model as text', async () => {
    await using core = await startCore();
    const name = '<script>document.title = "taken"</script><img src=x onerror="document.title = 1">';
    await core.ask(`demo/${name}`);
    await using opened = await openPage(browser, core.popoverAddress);
    const { page } = opened;
    await requests(page).first().waitFor();
    expect(await requests(page).first().innerText()).toContain('onerror=');
    expect(await page.locator('main script, main img').count()).toBe(0);
    expect(await page.title()).toBe('Signalbox');
  });
});

function requests(page: Page) {
  return section(page, 'Last requests').getByRole('listitem');
}
