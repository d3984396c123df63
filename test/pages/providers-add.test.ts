import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerChat, says } from '../upstream/openai-chat.ts';
import { json, startUpstream, type ScriptedUpstream } from '../upstream/scripted.ts';
import { chromiumPath, launchBrowser, openPage } from './browser.ts';
import { picker, section, tabTo } from './page-parts.ts';
import { startCore } from './running-core.ts';

const goodKey = 'sk-the-key-of-this-test';

describe.skipIf(chromiumPath === undefined)('a new provider', { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test('is the way from nothing to a route that works, in three clicks and a key', async () => {
    await using upstream = await startVendor();
    await using core = await startCore();
    await using opened = await openPage(browser, core.signInAddress);
    const { page, complaints } = opened;
    const answers = collectAnswers(page);
    await page.goto(`${core.address}/admin#providers`);

    let clicks = 0;
    const click = async (name: string, role: 'link' | 'button' = 'button'): Promise<void> => {
      await page.getByRole(role, { name, exact: true }).click();
      clicks += 1;
    };
    await page.getByRole('link', { name: 'LiteLLM OpenAI Chat', exact: true }).click();
    clicks += 1;
    await page.getByLabel('Address').fill(`${upstream.url}/v1`);
    await page.getByLabel('Key (where it wants one)').fill(goodKey);
    await click('Test');
    await page.getByText(/Answers in .*· 3 models/).waitFor();
    expect(await page.getByRole('switch', { name: 'Use it as the default route' }).isChecked()).toBe(true);
    await click('Add');
    await page.getByText('litellm is added, and everything goes to litellm/kimi-k3 now').waitFor();
    expect(clicks).toBe(3);

    const answer = await core.ask('claude-sonnet-5-5');
    expect(answer.headers.get('x-signalbox-target')).toBe('litellm/kimi-k3');
    expect(answer.status).toBe(200);
    expect(core.secrets.get('litellm')).toBe(goodKey);
    expect(JSON.parse(await readFile(core.configFile, 'utf8').then(withoutComments)).providers).toEqual([
      { id: 'demo', preset: 'demo' },
      { id: 'litellm', preset: 'litellm', baseUrl: `${upstream.url}/v1`, keys: ['keychain:litellm'] },
    ]);
    expect(await page.content()).not.toContain(goodKey);
    expect((await Promise.all(answers)).join()).not.toContain(goodKey);
    for (const text of await filesOf(core.dataDir)) expect(text).not.toContain(goodKey);
    expect(complaints).toEqual([]);

    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Everything is back as it was').waitFor();
    await expect.poll(() => core.secrets.has('litellm')).toBe(false);
    expect((await core.ask('claude-sonnet-5-5')).headers.get('x-signalbox-target')).toBe('demo/demo');
  });

  test('with a key that is refused is told so, and what was typed stays', async () => {
    await using upstream = await startVendor();
    await using core = await startCore();
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await page.goto(`${core.address}/admin#providers/new/openai-compatible`);
    await page.getByLabel('Address').fill(`${upstream.url}/v1`);
    const key = page.getByLabel('Key (where it wants one)');
    await key.fill('sk-a-wrong-one');
    await key.press('Enter');
    await page.getByText('The key was refused', { exact: true }).waitFor();
    await page.getByText(/Check that all of it was copied/).waitFor();
    expect(await key.inputValue()).toBe('sk-a-wrong-one');
    expect(await key.getAttribute('type')).toBe('password');
    expect(core.secrets.has('openai-compatible')).toBe(false);

    await key.fill(goodKey);
    expect(await page.getByText('The key was refused', { exact: true }).count()).toBe(0);
    await key.press('Enter');
    await page.getByText(/Answers in/).waitFor();
  });

  test('at a host that there is not, or a name that is no name, says what to mend at its field', async () => {
    await using core = await startCore();
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await page.goto(`${core.address}/admin#providers/new/openai-compatible`);
    await page.getByLabel('Address').fill('http://nowhere.invalid/v1');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByText('There is no such host').waitFor();

    await page.getByLabel('Address').fill('nowhere');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByText('a baseUrl begins with http:// or https://').waitFor();
    expect(await page.getByLabel('Address').getAttribute('aria-invalid')).toBe('true');

    await page.getByLabel('Name').fill('demo');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByText('There is a provider of that name already.').waitFor();
    await page.getByLabel('Name').fill('<b>no</b>');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByText('A name is made of a-z, 0-9 and -.').waitFor();
  });

  test('takes its key from a variable that is set, and never sees it', async () => {
    await using core = await startCore(undefined, { env: { OPENROUTER_API_KEY: goodKey } });
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await page.goto(`${core.address}/admin#providers`);
    await page.getByRole('link', { name: 'OpenRouter OPENROUTER_API_KEY is set' }).click();
    expect(await page.getByLabel('Variable').inputValue()).toBe('OPENROUTER_API_KEY');
    await page.getByRole('button', { name: 'Add without a test' }).click();
    await page.getByText('openrouter is added').waitFor();
    expect(await readFile(core.configFile, 'utf8')).toContain('"env:OPENROUTER_API_KEY"');
    expect(await page.content()).not.toContain(goodKey);
  });

  test('is found and added by keyboard alone', async () => {
    await using upstream = await startVendor();
    await using core = await startCore();
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await page.goto(`${core.address}/admin#providers/new`);
    await tabTo(page, page.getByRole('searchbox'));
    await page.keyboard.type('openai compatible');
    await page.keyboard.press('Enter');
    await section(page, 'Add OpenAI-compatible').waitFor();
    await tabTo(page, page.getByLabel('Address'));
    await page.keyboard.type(`${upstream.url}/v1`);
    await tabTo(page, page.getByLabel('Key (where it wants one)'));
    await page.keyboard.type(goodKey);
    await page.keyboard.press('Enter');
    await page.getByText(/Answers in/).waitFor();
    await tabTo(page, page.getByRole('button', { name: 'Choose a model' }));
    await page.keyboard.press('Enter');
    await picker(page).getByRole('searchbox').waitFor();
    await page.keyboard.type('glm');
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Add', exact: true }));
    await page.keyboard.press('Enter');
    await page.getByText(/everything goes to openai-compatible\/glm-5 now/).waitFor();
    const answer = await core.ask('claude-sonnet-5-5');
    expect(answer.headers.get('x-signalbox-target')).toBe('openai-compatible/glm-5');
  });
});

function startVendor(): Promise<ScriptedUpstream> {
  return startUpstream((request) => {
    if (request.headers.authorization !== `Bearer ${goodKey}`)
      return json({ error: { message: `No such key: ${request.headers.authorization}` } }, 401);
    if (request.url === '/v1/models')
      return json({ data: ['text-embedding-9', 'kimi-k3', 'glm-5'].map((id) => ({ id })) });
    return answerChat(request, [says('Hi.')]);
  });
}

function collectAnswers(page: Page): Promise<string>[] {
  const answers: Promise<string>[] = [];
  page.on('response', (response) => {
    const isStream = response.url().endsWith('/api/events');
    if (response.url().includes('/api/') && !isStream) answers.push(response.text().catch(() => ''));
  });
  return answers;
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'latin1')));
}

function withoutComments(text: string): string {
  return text.replaceAll(/^\s*\/\/.*$/gm, '');
}
