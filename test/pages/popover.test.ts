import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headlessHost, type Host } from '../../src-main/core/api/host.ts';
import { startSeededCore } from '../support/seeded-core.ts';
import { chromiumPath, launchBrowser, openPage } from './browser.ts';
import { route, section, tabTo } from './page-parts.ts';
import { startCore } from './running-core.ts';
import { timeToTell } from './time-to-tell.ts';

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
    expect(opened.complaints).toEqual([]);
  });

  test('shows the routes that came with the page before anything is answered, and asks for nothing twice', async () => {
    await using core = await startCore();
    await using opened = await openPage(browser, core.address);
    const { page, requested } = opened;
    const answers = Promise.withResolvers<void>();
    await page.route('**/api/*', async (asked) => {
      await answers.promise;
      await asked.continue();
    });
    await page.goto(core.popoverAddress);
    expect(await route(page, 'Default').innerText()).toMatch(/demo/);
    requested.length = 0;

    answers.resolve();
    await page.reload();
    await page.getByRole('banner').filter({ hasText: 'running' }).waitFor();
    await section(page, 'Last requests').getByText('No requests yet').waitFor();
    await page.waitForLoadState('networkidle');
    const asked = requested.map((address) => new URL(address).pathname);
    expect(asked).not.toContain('/api/status.get');
    for (const path of ['/api/config.get', '/api/models.list', '/api/usage.summary'])
      expect(asked.filter((one) => one === path)).toHaveLength(1);
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

  test('tells of the end of a request as soon as the core does', async () => {
    await using seeded = await startSeededCore();
    const { core } = seeded;
    const release = seeded.hold();
    await using opened = await openPage(browser, core.popoverAddress);
    const { page } = opened;
    const asked = core.ask('claude-sonnet-5-5');
    await section(page, 'Now').filter({ hasText: 'running' }).waitFor();
    const { measuredMs } = await timeToTell(page);
    release();
    await asked;
    // 200 ms are promised, and measured by the bench; a machine that tests on all its cores may take longer.
    expect(await measuredMs).toBeLessThan(2000);
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
    const { page } = opened;
    const claudeCode = page.getByRole('link', { name: 'Configure Claude Code' });
    expect(await claudeCode.getAttribute('href')).toBe('/admin#claude-code');
    expect(await claudeCode.getAttribute('target')).toBe('_blank');
    expect(await page.getByRole('button', { name: 'Quit Signalbox' }).count()).toBe(0);
  });

  test('in the desktop app brings up its windows, and quits it', async () => {
    const asked: string[] = [];
    const host: Host = {
      ...headlessHost,
      get: () => ({ ...headlessHost.get(), kind: 'desktop' }),
      open: (what) => void asked.push(what),
      quit: () => void asked.push('quit'),
    };
    await using core = await startCore(undefined, { host });
    await using opened = await openPage(browser, core.popoverAddress);
    const { page } = opened;
    const quit = page.getByRole('button', { name: 'Quit Signalbox' });
    await quit.waitFor();
    await page.getByRole('link', { name: 'Dashboard' }).click();
    await page.getByRole('link', { name: 'Settings' }).click();
    await expect.poll(() => asked).toEqual(['dashboard', 'settings']);
    await quit.click();
    await expect.poll(() => asked.at(-1)).toBe('quit');
    expect(page.context().pages()).toHaveLength(1);
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
