import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchBrowser, openPage } from './browser.ts';
import { picker, section, tabTo } from './page-parts.ts';
import { startCore, type RunningCore } from './running-core.ts';

const config = {
  providers: [{ id: 'demo', preset: 'demo', models: ['large', 'small', 'thinker'] }],
  routes: {
    default: 'demo/large',
    think: 'demo/thinker',
    longContext: { use: 'demo/large', aboveTokens: 50_000 },
  },
  rules: [
    { name: 'first', when: { model: 'claude-*' }, use: 'demo/small' },
    { name: 'second', when: { client: 'claude-code' }, use: 'demo/thinker' },
  ],
  clients: [{ id: 'claude-code', token: 'env:SIGNALBOX_TOKEN' }],
};
const routeOf = async (core: RunningCore) =>
  (await core.ask('claude-opus-5-5')).headers.get('x-signalbox-route');

describe.skipIf(chromiumPath === undefined)('rules', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  async function openSection(core: RunningCore) {
    const opened = await openPage(browser, core.signInAddress);
    await opened.page.goto(`${core.address}/admin#routes`);
    await section(opened.page, 'Rules').getByRole('button', { name: 'Add a rule' }).waitFor();
    return opened;
  }

  test('are put into another order by keyboard, the next request follows, and undo takes it back', async () => {
    await using core = await startCore(config);
    await using opened = await openSection(core);
    const { page } = opened;
    expect(await routeOf(core)).toBe('rule:first');

    const up = page.getByRole('button', { name: 'Move second up' });
    await tabTo(page, up);
    await page.keyboard.press('Enter');
    await page.getByText('The rule second was moved').waitFor();
    await expect.poll(() => rules(page).first().innerText()).toContain('second');
    expect(await routeOf(core)).toBe('rule:second');
    expect(await up.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await up.getAttribute('aria-disabled')).toBe('true');

    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Back as it was').waitFor();
    expect(await routeOf(core)).toBe('rule:first');
  });

  test('are added with conditions, in force at once', async () => {
    await using core = await startCore({ ...config, rules: [] });
    await using opened = await openSection(core);
    const { page } = opened;
    await page.getByText('No rules').waitFor();
    await page.getByRole('button', { name: 'Add a rule' }).click();
    const form = page.getByRole('form', { name: 'Rule' });
    await form.getByLabel('Name').fill('tickets');
    await form.getByLabel('Tool').fill('mcp__*');
    await form.getByLabel('Headers').fill('x-team: a*');
    await form.getByRole('button', { name: /^Model: / }).click();
    await picker(page).getByRole('button', { name: 'small demo' }).click();
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The rule tickets is in force').waitFor();

    expect((await core.call('config.get', {})).rules).toEqual([
      { name: 'tickets', when: { tool: 'mcp__*', header: { 'x-team': 'a*' } }, use: 'demo/small' },
    ]);
    const asked = await core.ask('claude-opus-5-5', { tools: [{ name: 'mcp__list' }] }, { 'x-team': 'abc' });
    expect(asked.headers.get('x-signalbox-route')).toBe('rule:tickets');
  });

  test('that are refused say why at their fields, and what was typed stays', async () => {
    await using core = await startCore(config);
    await using opened = await openSection(core);
    const { page } = opened;
    await page.getByRole('button', { name: 'Edit second' }).click();
    const form = page.getByRole('form', { name: 'Rule' });
    await form.getByLabel('Prompt').fill('(');
    await form.getByLabel('Tokens, at least').fill('many');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Enter a number').waitFor();

    await form.getByLabel('Tokens, at least').fill('1,000');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => form.getByLabel('Prompt').getAttribute('aria-invalid')).toBe('true');
    expect(await form.getByLabel('Prompt').inputValue()).toBe('(');
    expect(await routeOf(core)).toBe('rule:first');

    await form.getByLabel('Prompt').fill('hi');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The rule second is in force').waitFor();
    expect((await core.call('config.get', {})).rules[1]?.when).toEqual({
      client: 'claude-code',
      prompt: 'hi',
      minTokens: 1000,
    });
  });

  test('are deleted, and come back by undo', async () => {
    await using core = await startCore(config);
    await using opened = await openSection(core);
    const { page } = opened;
    await page.getByRole('button', { name: 'Delete first' }).click();
    await page.getByText('The rule first was deleted').waitFor();
    expect(await routeOf(core)).toBe('rule:second');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => rules(page).count()).toBe(2);
    expect(await routeOf(core)).toBe('rule:first');
  });

  test('of hostile names are text', async () => {
    const name = '<img src=x onerror="document.title = 1">';
    await using core = await startCore({
      ...config,
      rules: [{ name, when: { tool: name }, use: 'demo/small' }],
    });
    await using opened = await openSection(core);
    await rules(opened.page).first().waitFor();
    expect(await rules(opened.page).first().innerText()).toContain(name);
    expect(await opened.page.locator('main img').count()).toBe(0);
  });

  test('stand beside the limit of long context, which is set here', async () => {
    await using core = await startCore(config);
    await using opened = await openSection(core);
    const { page } = opened;
    const limit = page.getByLabel('A request is long above so many tokens of input');
    await limit.fill('120,000');
    await limit.press('Enter');
    await page.getByText('Long above 120K tokens now').waitFor();
    expect((await core.call('config.get', {})).routes.longContext?.aboveTokens).toBe(120_000);
  });
});

describe.skipIf(chromiumPath === undefined)('a trial', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  async function openTrial(core: RunningCore) {
    const opened = await openPage(browser, core.signInAddress);
    await opened.page.goto(`${core.address}/admin#routes`);
    await section(opened.page, 'Trial').waitFor();
    return opened;
  }

  test('of a past request tells each way, which one is taken, and why', async () => {
    await using core = await startCore({ ...config, rules: [] });
    await core.ask('claude-opus-5-5', { output_config: { effort: 'xhigh' } });
    await using opened = await openTrial(core);
    const trial = section(opened.page, 'Trial');
    expect(await trial.getByLabel('Request', { exact: true }).innerText()).toContain(
      'claude-opus-5-5 · think → demo/thinker',
    );
    await trial.getByRole('button', { name: 'Try it' }).click();
    await taken(trial).waitFor();
    expect(await taken(trial).innerText()).toMatch(/Think[^]*the effort is xhigh, so routes\.think takes it/);
    expect(await trial.locator('[data-outcome="later"]').innerText()).toMatch(/Default[^]*Would apply, too/);
    expect(await trial.getByText('routes.webSearch is not set').count()).toBe(1);
    expect((await core.call('requests.list', {})).requests).toHaveLength(1);
  });

  test('of a pasted body says where it is no JSON, then where it would go', async () => {
    await using core = await startCore(config);
    await using opened = await openTrial(core);
    const { page } = opened;
    const trial = section(page, 'Trial');
    await trial.getByRole('radio', { name: /A pasted request/ }).check();
    const body = trial.getByLabel('Body', { exact: true });
    await body.fill('{ "model": "demo/small",\n  "messages": oops }');
    await trial.getByRole('button', { name: 'Try it' }).click();
    await trial.getByText('line 2, column 15').waitFor();
    expect(await body.evaluate((field: HTMLTextAreaElement) => field.selectionStart)).toBe(39);

    await body.fill('{ "model": "demo/small", "messages": [{ "role": "user", "content": "hi" }] }');
    await trial.getByRole('button', { name: 'Try it' }).click();
    await taken(trial).waitFor();
    expect(await taken(trial).innerText()).toContain('the client asked for "demo/small" by name');
    expect(await trial.getByText('line 2').count()).toBe(0);
  });

  test('tells what the core refuses, in its words', async () => {
    await using core = await startCore(config);
    await using opened = await openTrial(core);
    const trial = section(opened.page, 'Trial');
    await trial.getByRole('radio', { name: /A pasted request/ }).check();
    await trial.getByLabel('Body', { exact: true }).fill('{ "model": "m", "messages": 5 }');
    await trial.getByRole('button', { name: 'Try it' }).click();
    await trial
      .getByText(/messages/)
      .last()
      .waitFor();
    expect(await taken(trial).count()).toBe(0);
  });

  test('counts a rule that is not saved yet, and saves nothing', async () => {
    await using core = await startCore(config);
    await core.ask('claude-opus-5-5');
    await using opened = await openTrial(core);
    const { page } = opened;
    const trial = section(page, 'Trial');
    await page.getByRole('button', { name: 'Edit first' }).click();
    const form = page.getByRole('form', { name: 'Rule' });
    await form.getByLabel('Requested model').fill('gpt-*');
    await trial.getByText('counts as if it were saved').waitFor();
    await trial.getByRole('button', { name: 'Try it' }).click();
    await taken(trial).waitFor();
    expect(await taken(trial).innerText()).toContain('rule:second');
    expect(await trial.getByText('it does not have model "gpt-*"').count()).toBe(1);
    expect(await routeOf(core)).toBe('rule:first');
  });
});

function rules(page: Page) {
  return section(page, 'Rules')
    .getByRole('listitem')
    .filter({ has: page.locator('.rule') });
}

function taken(trial: ReturnType<typeof section>) {
  return trial.locator('[data-outcome="taken"]');
}
