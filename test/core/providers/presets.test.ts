import { describe, expect, test } from 'vitest';
import { configSchema, type WireName } from '../../../src-main/contract/config.ts';
import { checkConfig } from '../../../src-main/core/config/check.ts';
import { findPreset, genericPreset, presets } from '../../../src-main/core/providers/presets.ts';
import type { Preset } from '../../../src-main/core/providers/provider.ts';

const wires: readonly WireName[] = [
  'anthropic',
  'openai-chat',
  'openai-responses',
  'gemini',
  'ollama',
  'claude-cli',
  'demo',
];

/** What a user must give beside the preset's id. */
function entryOf({ id, baseUrl, auth }: Preset) {
  const own = auth.kind === 'google' ? { projectId: 'mine' } : { baseUrl: 'https://example.com/v1' };
  return { id, preset: id, ...(baseUrl === undefined && own) };
}

test('ids are unique and find their preset', () => {
  expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
  for (const preset of presets) expect(findPreset(preset.id)).toBe(preset);
  expect(findPreset('nobody')).toBeUndefined();
});

test('names are unique, so that a person can tell them apart', () => {
  expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length);
});

test('what this version promises is there', () => {
  expect(presets.map(({ id, wire }) => `${id} ${wire}`)).toEqual([
    'anthropic anthropic',
    'openai openai-chat',
    'openai-responses openai-responses',
    'gemini gemini',
    'vertex gemini',
    'vertex-anthropic anthropic',
    'openrouter openai-chat',
    'openrouter-anthropic anthropic',
    'deepseek openai-chat',
    'deepseek-anthropic anthropic',
    'moonshot openai-chat',
    'moonshot-anthropic anthropic',
    'moonshot-cn openai-chat',
    'moonshot-cn-anthropic anthropic',
    'zai openai-chat',
    'zai-anthropic anthropic',
    'minimax openai-chat',
    'minimax-anthropic anthropic',
    'qwen openai-chat',
    'qwen-anthropic anthropic',
    'mistral openai-chat',
    'xai openai-chat',
    'groq openai-chat',
    'cerebras openai-chat',
    'together openai-chat',
    'fireworks openai-chat',
    'fireworks-anthropic anthropic',
    'azure-openai openai-chat',
    'github-models openai-chat',
    'vercel openai-chat',
    'vercel-anthropic anthropic',
    'litellm openai-chat',
    'litellm-anthropic anthropic',
    'ollama ollama',
    'ollama-openai openai-chat',
    'ollama-anthropic anthropic',
    'lm-studio openai-chat',
    'lm-studio-anthropic anthropic',
    'vllm openai-chat',
    'vllm-anthropic anthropic',
    'llama-cpp openai-chat',
    'llama-cpp-anthropic anthropic',
    'claude-cli claude-cli',
    'openai-compatible openai-chat',
    'anthropic-compatible anthropic',
    'demo demo',
  ]);
});

test('balances are read where they are told', () => {
  const told = presets.flatMap(({ id, baseUrl, balance }) =>
    balance ? [[id, new URL(baseUrl + balance.path).href]] : [],
  );
  expect(Object.fromEntries(told)).toEqual({
    openrouter: 'https://openrouter.ai/api/v1/key',
    'openrouter-anthropic': 'https://openrouter.ai/api/v1/key',
    deepseek: 'https://api.deepseek.com/user/balance',
    'deepseek-anthropic': 'https://api.deepseek.com/user/balance',
    moonshot: 'https://api.moonshot.ai/v1/users/me/balance',
    'moonshot-anthropic': 'https://api.moonshot.ai/v1/users/me/balance',
    'moonshot-cn': 'https://api.moonshot.cn/v1/users/me/balance',
    'moonshot-cn-anthropic': 'https://api.moonshot.cn/v1/users/me/balance',
    vercel: 'https://ai-gateway.vercel.sh/v1/credits',
    'vercel-anthropic': 'https://ai-gateway.vercel.sh/v1/credits',
  });
});

test('both protocols of a provider list the same models', () => {
  const listed = ({ baseUrl = 'https://example.com/v1', modelsPath }: Preset) =>
    new URL(baseUrl + modelsPath).href;
  const pairs = presets.flatMap((preset) => {
    const other = findPreset(`${preset.id}-anthropic`);
    return other && other.auth.kind !== 'google' && other.baseUrl && preset.wire === 'openai-chat'
      ? [[preset, other] as const]
      : [];
  });
  expect(pairs.length).toBeGreaterThan(8);
  for (const [chat, anthropic] of pairs) expect(listed(anthropic)).toBe(listed(chat));
});

test.each(wires)('the wire %s has something to start from', (wire) => {
  expect(genericPreset(wire).wire).toBe(wire);
});

test('a wire alone assumes nothing of who stands at the address', () => {
  expect(genericPreset('anthropic').quirks).toEqual({});
  for (const wire of ['anthropic', 'openai-chat', 'openai-responses', 'gemini'] as const) {
    expect(genericPreset(wire).baseUrl).toBeUndefined();
  }
});

describe.each(presets.map((preset) => [preset.id, preset] as const))('%s', (id, preset) => {
  test('is accepted by the config', () => {
    const parsed = configSchema.parse({
      providers: [entryOf(preset)],
      routes: { default: `${id}/model` },
    });
    expect(checkConfig(parsed, findPreset)).toEqual([]);
  });

  test('shows people https pages only, and one about itself unless it is built in', () => {
    const pages = [preset.site, preset.keyPage].filter((page) => page !== undefined);
    expect(pages.filter((page) => new URL(page).protocol !== 'https:')).toEqual([]);
    expect(preset.site !== undefined || id === 'demo').toBe(true);
  });

  test('says where to get a key exactly where a service on the net wants one', () => {
    const isRemote = preset.baseUrl?.startsWith('https:') === true || id === 'azure-openai';
    expect(preset.keyPage !== undefined).toBe(isRemote);
    expect(preset.auth.kind === 'none' && preset.keyPage !== undefined).toBe(false);
  });

  test('calls an address without a slash at its end: https, or this machine', () => {
    if (preset.baseUrl === undefined || preset.baseUrl === '') return;
    const { protocol, hostname, href } = new URL(preset.baseUrl);
    expect(protocol === 'https:' || hostname === 'localhost').toBe(true);
    expect(href.startsWith(preset.baseUrl)).toBe(true);
    expect(preset.baseUrl).not.toMatch(/\/$/);
  });

  test('has paths that begin with a slash and stay at the host', () => {
    for (const path of [preset.modelsPath, preset.checkPath ?? '', preset.balance?.path ?? ''])
      expect(path).toMatch(/^$|^\/(\.\.\/)*[a-z]/);
  });

  test('says headers in lower case, and none that carries a key', () => {
    for (const name of Object.keys(preset.headers ?? {})) {
      expect(name).toBe(name.toLowerCase());
      expect(['authorization', 'x-api-key']).not.toContain(name);
    }
  });
});
