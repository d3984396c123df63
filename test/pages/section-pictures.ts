import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { startSeededCore } from '../support/seeded-core.ts';
import type { Take } from './settings-pictures.ts';

/** Pictures of the settings' other sections. */
export async function picturesOfSections(take: Take): Promise<void> {
  await using seeded = await startSeededCore();
  const { core } = seeded;
  const config = await core.call('config.get', {});
  await core.call('config.set', { config: { ...config, ...usedSettings } });
  for (const effort of ['xhigh', 'low'])
    await core.ask('claude-opus-5-5', { output_config: { effort }, tools: [{ name: 'mcp__tickets__list' }] });
  await mkdir(join(core.home, '.claude-code-router'));
  await writeFile(join(core.home, '.claude-code-router', 'config.json'), JSON.stringify(otherRouter));
  const at = (
    section: string,
    bring: (page: Page) => Promise<unknown>,
    look: BrowserContextOptions = {},
  ) => ({
    address: core.signInAddress,
    viewport: { width: 1280, height: 900 },
    ...look,
    until: async (page: Page) => {
      await page.goto(`${core.address}/admin#${section}`);
      await bring(page);
    },
  });
  const tried = async (page: Page) => {
    await page.getByRole('button', { name: /^(Try it|试一试)$/ }).click();
    await page.locator('.trial-ways li').nth(8).waitFor();
    await page.locator('.trial-decision').evaluate((part) => part.closest('section')?.scrollIntoView());
  };
  const set = (page: Page) => page.locator('.change-path').nth(2).waitFor();
  await take('settings-claude-code', at('claude-code', set));
  await take('settings-claude-code-dark', at('claude-code', set, { colorScheme: 'dark' }));
  await take('settings-claude-code-chinese', at('claude-code', set, { locale: 'zh-CN' }));
  const rules = (page: Page) => page.locator('.rule').nth(1).waitFor();
  await take('settings-routes', at('routes', rules));
  await take('settings-trial', at('routes', tried));
  await take('settings-trial-dark', at('routes', tried, { colorScheme: 'dark' }));
  await take(
    'settings-rule',
    at('routes', async (page) => {
      await page.getByRole('button', { name: 'Edit tickets' }).click();
      await page.getByRole('form', { name: 'Rule' }).waitFor();
    }),
  );
  const clients = (page: Page) => page.locator('.client').nth(1).waitFor();
  await take('settings-clients', at('clients', clients));
  await take('settings-clients-chinese', at('clients', clients, { locale: 'zh-CN' }));
  const budgets = (page: Page) => page.locator('.budget .state-dot').nth(1).waitFor();
  await take('settings-budgets', at('budgets', budgets));
  await take(
    'settings-logs',
    at('logs', (page) => page.locator('.log li').nth(2).waitFor()),
  );
  await take(
    'settings-import',
    at('import', async (page) => {
      await page.getByRole('button', { name: /^Look at/ }).click();
      await page.getByRole('heading', { name: 'Comes along' }).waitFor();
    }),
  );
  const general = (page: Page) => page.locator('.switch').first().waitFor();
  await take('settings-general', at('general', general));
  await take(
    'settings-about',
    at('about', (page) => page.locator('.about').waitFor()),
  );
}

const usedSettings = {
  rules: [
    { name: 'tickets', when: { tool: 'mcp__tickets__*', class: 'main' }, use: 'openrouter/z-ai/glm-5' },
    {
      name: 'long thoughts of cursor',
      when: { client: 'cursor', minTokens: 40_000 },
      use: 'gemini/gemini-3-pro',
    },
  ],
  clients: [
    { id: 'claude-code', name: 'Claude Code', token: 'env:SIGNALBOX_TOKEN' },
    { id: 'cursor', name: 'Cursor', token: 'keychain:client/cursor', limitUsd: 25, requestsPerMinute: 60 },
    { id: 'ci', token: 'keychain:client/ci', limitUsd: 0, markupPercent: 10 },
  ],
  budgets: [
    { period: 'month', limitUsd: 60 },
    { period: 'day', provider: 'anthropic', limitUsd: 1, atLimit: { use: 'ollama/qwen3:30b' } },
  ],
};

const otherRouter = {
  LOG: true,
  APIKEY: 'a-key-of-the-pictures',
  Providers: [
    {
      name: 'openrouter',
      api_base_url: 'https://openrouter.ai/api/v1/chat/completions',
      api_key: 'another-key-of-the-pictures',
      models: ['moonshotai/kimi-k3', 'z-ai/glm-5'],
      transformer: { use: ['openrouter'] },
    },
  ],
  Router: {
    default: 'openrouter,moonshotai/kimi-k3',
    think: 'openrouter,z-ai/glm-5',
    longContextThreshold: 60_000,
  },
};
