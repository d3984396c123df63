import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { chromiumPath, launchBrowser, openPage } from './browser.ts';
import { picker, section, tabTo } from './page-parts.ts';
import { startCore, type RunningCore } from './running-core.ts';

const config = {
  providers: [{ id: 'demo', preset: 'demo', models: ['large', 'small'] }],
  routes: { default: 'demo/large' },
  clients: [{ id: 'claude-code', token: 'env:SIGNALBOX_TOKEN' }],
};
const clientToken = 'token-of-the-client';

describe.skipIf(chromiumPath === undefined)('the settings of Claude Code', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  async function openSection(core: RunningCore) {
    const opened = await openPage(browser, core.signInAddress);
    await opened.page.goto(`${core.address}/admin#claude-code`);
    await section(opened.page, 'What would change').waitFor();
    return opened;
  }

  // The program in the place of the client is a shell script.
  test.skipIf(process.platform === 'win32')(
    'show exactly what would change, apply it, prove it with a real request, and take it back',
    async () => {
      const bin = await mkdtemp(join(tmpdir(), 'signalbox-bin-'));
      onTestFinished(() => rm(bin, { recursive: true, force: true }));
      const path = [bin, process.env['PATH']].join(delimiter);
      await using core = await startCore(config, { env: { PATH: path } });
      const settingsFile = await writeSettings(core, {
        env: { ANTHROPIC_BASE_URL: 'http://elsewhere' },
        x: 1,
      });
      await writeClient(bin, settingsFile);
      await using opened = await openSection(core);
      const { page, complaints } = opened;

      const changes = section(page, 'What would change');
      const address = changes.getByRole('listitem').filter({ hasText: 'env.ANTHROPIC_BASE_URL' });
      expect(await address.innerText()).toMatch(
        /before:\s+http:\/\/elsewhere[^]*after:\s+http:\/\/127\.0\.0\.1:\d+/,
      );
      const ownToken = changes.getByRole('listitem').filter({ hasText: 'env.ANTHROPIC_AUTH_TOKEN' });
      await ownToken.waitFor();
      expect(await page.content()).not.toContain(clientToken);
      await section(page, 'Claude Code').getByText('Leads elsewhere').waitFor();

      await changes.getByRole('button', { name: 'Apply' }).click();
      await page.getByText('Claude Code comes here now').waitFor();
      await section(page, 'Claude Code').getByText('Set up', { exact: true }).waitFor();
      expect(await settingsOf(core)).toMatchObject({ env: { ANTHROPIC_BASE_URL: core.address }, x: 1 });

      const check = section(page, 'Check');
      await check.getByRole('button', { name: 'Run Claude Code once' }).click();
      await check.getByText('The request arrived and was answered').waitFor();
      expect(await check.innerText()).toMatch(/Default\s+large\s+demo\s+200/);

      await changes.getByRole('button', { name: 'Undo the set-up' }).click();
      await changes.getByText('Taken back, key by key:').waitFor();
      expect(await changes.innerText()).toMatch(/env\.ANTHROPIC_BASE_URL\s+as before/);
      expect(await settingsOf(core)).toEqual({ env: { ANTHROPIC_BASE_URL: 'http://elsewhere' }, x: 1 });
      expect(complaints).toEqual([]);
    },
  );

  test('say what is wrong where no client is installed', async () => {
    await using core = await startCore(config, { env: { PATH: '/nowhere' } });
    await using opened = await openSection(core);
    const { page } = opened;
    await section(page, 'What would change').getByRole('button', { name: 'Apply' }).click();
    const check = section(page, 'Check');
    await check.getByRole('button', { name: 'Run Claude Code once' }).click();
    await check.getByText('It does not work yet').waitFor();
    expect(await check.innerText()).toContain('install Claude Code');
  });

  test('never write into a file that is not valid, and say so', async () => {
    await using core = await startCore(config);
    const broken = '{ "env": { // mine\n } }';
    await writeSettings(core, broken);
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await page.goto(`${core.address}/admin#claude-code`);
    await section(page, 'Claude Code').getByText('Cannot be read').waitFor();
    expect(await section(page, 'Claude Code').getByRole('alert').innerText()).toContain('settings.json');
    expect(await page.getByRole('button', { name: 'Apply' }).count()).toBe(0);
    expect(await readFile(join(core.home, '.claude', 'settings.json'), 'utf8')).toBe(broken);
  });

  test('look into another file when it is named', async () => {
    await using core = await startCore(config);
    await using opened = await openSection(core);
    const { page } = opened;
    const place = section(page, 'Claude Code');
    await place.getByText('Another settings file').click();
    await place.getByRole('textbox', { name: 'Settings file' }).fill('~/work/settings.json');
    await place.getByRole('textbox', { name: 'Settings file' }).press('Enter');
    await place.getByText(join(core.home, 'work', 'settings.json')).waitFor();
    await section(page, 'What would change').getByRole('button', { name: 'Apply' }).click();
    await place.getByText('Set up', { exact: true }).waitFor();
    const written = await readFile(join(core.home, 'work', 'settings.json'), 'utf8');
    expect(JSON.parse(written).env.ANTHROPIC_BASE_URL).toBe(core.address);
  });

  test('are chosen by keyboard alone: login, a model for /model opus, the status line', async () => {
    await using core = await startCore(config);
    await using opened = await openSection(core);
    const { page } = opened;
    const changes = section(page, 'What would change');
    await tabTo(page, page.getByRole('radio', { name: /Signalbox alone/ }));
    await page.keyboard.press('ArrowDown');
    await changes.getByText('env.ANTHROPIC_CUSTOM_HEADERS').waitFor();

    await tabTo(page, page.getByRole('switch', { name: /Status line/ }));
    await page.keyboard.press('Space');
    await changes.getByText('statusLine', { exact: true }).waitFor();

    await tabTo(page, page.locator('summary', { hasText: 'Model names and context size' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: /^\/model opus/ }));
    await page.keyboard.press('Enter');
    await picker(page).getByRole('searchbox').waitFor();
    await page.keyboard.type('small');
    await page.keyboard.press('Enter');
    await changes.getByText('claude-signalbox/demo/small').waitFor();

    await tabTo(page, changes.getByRole('button', { name: 'Apply' }));
    await page.keyboard.press('Enter');
    await page.getByText('Claude Code comes here now').waitFor();
    const status = await core.call('claudeCode.status', {});
    expect(status).toMatchObject({
      mode: 'login',
      choices: { aliases: { opus: 'demo/small' }, statusLine: true },
    });
  });

  test('show values of a foreign file as text', async () => {
    await using core = await startCore(config);
    const hostile = '<img src=x onerror="document.title = 1">';
    await writeSettings(core, { env: { ANTHROPIC_BASE_URL: hostile } });
    await using opened = await openSection(core);
    await opened.page.getByText('onerror=').first().waitFor();
    expect(await opened.page.locator('main img').count()).toBe(0);
  });

  test('give other programs what they ask for, ready to be copied', async () => {
    await using core = await startCore(config);
    await using opened = await openSection(core);
    const { page } = opened;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const others = section(page, 'Other programs');
    expect(await others.getByRole('region', { name: 'Base URL' }).innerText()).toBe(`${core.address}/v1`);
    await others.getByText('Codex', { exact: true }).click();
    const codex = others.locator('.code-block').filter({ hasText: 'wire_api' });
    await codex.getByRole('button', { name: 'Copy' }).click();
    await codex.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
      `base_url = "${core.address}/v1"`,
    );
  });
});

async function writeSettings(core: RunningCore, settings: unknown): Promise<string> {
  const folder = join(core.home, '.claude');
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'settings.json');
  await writeFile(file, typeof settings === 'string' ? settings : JSON.stringify(settings));
  return file;
}

async function settingsOf(core: RunningCore): Promise<unknown> {
  return JSON.parse(await readFile(join(core.home, '.claude', 'settings.json'), 'utf8'));
}

/** A program in the place of Claude Code: it sends one request as its settings say. */
async function writeClient(folder: string, settingsFile: string): Promise<void> {
  const script = join(folder, 'client.mjs');
  await writeFile(
    script,
    `import { readFileSync } from 'node:fs';
const { env } = JSON.parse(readFileSync(${JSON.stringify(settingsFile)}, 'utf8'));
const session = process.argv[process.argv.indexOf('--session-id') + 1];
const answer = await fetch(env.ANTHROPIC_BASE_URL + '/v1/messages', {
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    authorization: 'Bearer ' + env.ANTHROPIC_AUTH_TOKEN,
    'x-claude-code-session-id': session,
  },
  body: JSON.stringify({ model: 'claude-opus-5-5', max_tokens: 9, messages: [{ role: 'user', content: 'hi' }] }),
});
console.log(answer.status);
`,
  );
  const command = join(folder, 'claude');
  await writeFile(command, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`);
  await chmod(command, 0o755);
}
