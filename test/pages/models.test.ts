import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchBrowser, openPage } from './browser.ts';
import { picker, tabTo } from './page-parts.ts';
import { startCore, type RunningCore } from './running-core.ts';

const config = {
  providers: [{ id: 'demo', preset: 'demo', models: ['large', 'small', 'tiny'] }],
  models: {
    smart: { targets: ['demo/large', 'demo/small', 'demo/tiny'] },
    'claude-haiku-*': { targets: ['demo/tiny'] },
    '*-4': { targets: ['demo/small'] },
  },
  routes: { default: 'smart', think: 'smart' },
  rules: [{ name: 'cheap', when: { client: 'nobody' }, use: 'smart' }],
  clients: [{ id: 'claude-code', token: 'env:SIGNALBOX_TOKEN' }],
};

describe.skipIf(chromiumPath === undefined)('names of models', { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test('reordered by keyboard lead the next request elsewhere', async () => {
    await using core = await startCore(config);
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await open(page, core);
    await tabTo(page, page.getByRole('button', { name: 'Move demo/large down' }));
    await page.keyboard.press('Enter');
    await expect.poll(() => targets(card(page, 'smart'))).toEqual(['small', 'large', 'tiny']);
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => targets(card(page, 'smart'))).toEqual(['small', 'tiny', 'large']);
    await expect
      .poll(async () => (await written(core)).smart.targets)
      .toEqual(['demo/small', 'demo/tiny', 'demo/large']);
    expect((await core.ask('smart')).headers.get('x-signalbox-target')).toBe('demo/small');
    expect(opened.complaints).toEqual([]);

    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Everything is back as it was').waitFor();
    expect((await written(core)).smart.targets).toEqual(['demo/small', 'demo/large', 'demo/tiny']);
  });

  test('reordered by dragging', async () => {
    await using core = await startCore(config);
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await open(page, core);
    const lines = card(page, 'smart').locator('.ordered-line');
    await lines.nth(2).locator('.ordered-grip').dragTo(lines.nth(0));
    await expect
      .poll(async () => (await written(core)).smart.targets)
      .toEqual(['demo/tiny', 'demo/large', 'demo/small']);
  });

  test('of patterns the first that fits counts, and another one can be put first', async () => {
    await using core = await startCore(config);
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await open(page, core);
    const ask = async () => (await core.ask('claude-haiku-4')).headers.get('x-signalbox-target');
    expect(await ask()).toBe('demo/tiny');
    await tabTo(page, page.getByRole('button', { name: 'Move *-4 up' }));
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => Object.keys(await written(core)))
      .toEqual(['smart', '*-4', 'claude-haiku-*']);
    expect(await patterns(page)).toEqual(['*-4', 'claude-haiku-*']);
    expect(await ask()).toBe('demo/small');
    // The focus went along, to what can still be pressed there.
    await page.keyboard.press('Alt+ArrowDown');
    await expect
      .poll(async () => Object.keys(await written(core)))
      .toEqual(['smart', 'claude-haiku-*', '*-4']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Everything is back as it was').waitFor();
    expect(await patterns(page)).toEqual(['*-4', 'claude-haiku-*']);
    expect(await ask()).toBe('demo/small');
  });

  test('are added with a first target, refused where they lead nowhere, and get more targets', async () => {
    await using core = await startCore(config);
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await open(page, core);
    await page.getByRole('button', { name: 'Add a name' }).click();
    const name = page.getByRole('dialog').getByLabel('Name');
    await name.fill('smart');
    await page.keyboard.press('Enter');
    await page.getByText('“smart” is there already.').waitFor();
    await name.fill('claude-opus-*');
    await page.getByText('A pattern: it catches every model').waitFor();
    await page.keyboard.press('Enter');
    const choice = page.getByRole('dialog', { name: 'Where claude-opus-* leads' });
    await choice.getByRole('searchbox').fill('nowhere/x');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => choice.getByRole('alert').innerText())
      .toContain('there is no provider "nowhere"');
    expect(await choice.getByRole('searchbox').inputValue()).toBe('nowhere/x');
    await choice.getByRole('searchbox').fill('tiny');
    await page.keyboard.press('Enter');
    await page.getByText('claude-opus-* leads to demo/tiny now').waitFor();
    expect((await core.ask('claude-opus-5-5')).headers.get('x-signalbox-target')).toBe('demo/tiny');

    await page.getByRole('button', { name: 'Add a target to claude-opus-*' }).click();
    expect(await picker(page).getByRole('button', { name: 'tiny demo' }).count()).toBe(0);
    await picker(page).getByRole('button', { name: 'large demo' }).click();
    await page.getByText('claude-opus-* leads to demo/large too now').waitFor();
  });

  test('share the work by weights', async () => {
    await using core = await startCore(config);
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await open(page, core);
    await page.getByLabel('How the targets of smart share the work').selectOption('weighted');
    const weight = page.getByLabel('Weight of demo/small');
    await weight.fill('0');
    expect(await weight.getAttribute('aria-invalid')).toBe('true');
    await weight.fill('8');
    await weight.press('Enter');
    await page.getByText('demo/small has the weight 8 now').waitFor();
    await expect.poll(() => card(page, 'smart').innerText()).toContain('80%');
    expect(await written(core)).toMatchObject({
      smart: {
        strategy: 'weighted',
        targets: ['demo/large', { target: 'demo/small', weight: 8 }, 'demo/tiny'],
      },
    });
  });

  test('are renamed in their place, and what leads to them follows', async () => {
    await using core = await startCore(config);
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await open(page, core);
    await page.getByRole('button', { name: 'Rename claude-haiku-*' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('claude-*');
    await page.keyboard.press('Enter');
    await page.getByText('claude-haiku-* is called claude-* now').waitFor();
    expect(Object.keys(await written(core))).toEqual(['smart', 'claude-*', '*-4']);

    await page.getByRole('button', { name: 'Rename smart' }).click();
    await page.getByText('3 places that use it follow.').waitFor();
    await page.getByRole('dialog').getByLabel('Name').fill('<b>clever</b>');
    await page.keyboard.press('Enter');
    await page.getByText('smart is called <b>clever</b> now').waitFor();
    const { routes, rules } = JSON.parse(await readFile(core.configFile, 'utf8'));
    expect([routes.default, routes.think, rules[0].use]).toEqual(Array(3).fill('<b>clever</b>'));
    expect(await page.locator('main b').count()).toBe(0);
  });

  test('are deleted with what leads to them, and come back', async () => {
    await using core = await startCore(config);
    await using opened = await openPage(browser, core.signInAddress);
    const { page } = opened;
    await open(page, core);
    await page.getByRole('button', { name: 'Delete smart' }).click();
    expect(await page.getByRole('dialog').getByRole('listitem').allInnerTexts()).toEqual([
      'The route Default goes elsewhere',
      'The route Think is not set any more',
      'The rule “cheap” goes',
    ]);
    await page.getByRole('button', { name: 'Delete all of this' }).click();
    await page.getByText('smart is deleted').waitFor();
    expect((await core.ask('nothing')).headers.get('x-signalbox-target')).toBe('demo/large');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Everything is back as it was').waitFor();
    const after = JSON.parse(await readFile(core.configFile, 'utf8'));
    expect(Object.keys(after.models)).toEqual(['smart', 'claude-haiku-*', '*-4']);
    expect(after).toMatchObject({ routes: config.routes, rules: config.rules });
  });
});

async function open(page: Page, core: RunningCore): Promise<void> {
  await page.goto(`${core.address}/admin#models`);
  await card(page, 'smart').waitFor();
}

function card(page: Page, name: string): Locator {
  return page.getByRole('article', { name, exact: true });
}

function patterns(page: Page): Promise<string[]> {
  return page.getByRole('region', { name: 'Patterns' }).locator('article h3').allInnerTexts();
}

function targets(shown: Locator): Promise<string[]> {
  return shown.locator('.target .model-name-model').allInnerTexts();
}

async function written(core: RunningCore) {
  return JSON.parse(await readFile(core.configFile, 'utf8')).models;
}
