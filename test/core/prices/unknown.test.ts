import { describe, expect, test } from 'vitest';
import { createPrices } from '../../../src-main/core/prices/prices.ts';
import type { Usage } from '../../../src-main/core/wire/anthropic/messages.ts';
import { offList, toldCost } from '../../../src-main/core/wire/told-cost.ts';
import { bundledCatalog, listedPrices, providerOf } from './list.ts';

const prices = await listedPrices();
const used: Usage = { input_tokens: 1000, output_tokens: 100 };
const nothing = { costMicros: null, price: null };

const charge = (preset: string | undefined, model: string, usage: Usage, over = {}) =>
  prices.charge(providerOf(preset, over), model, usage, Date.parse('2026-11-28T12:00:00Z'));

describe('the cost is unknown', () => {
  test.each([
    ['of a model that no list has', 'anthropic', 'claude-opus-9'],
    // The list finds claude-sonnet-5 by the beginning of the name.
    ['of a model that only begins like one of the list', 'anthropic', 'claude-sonnet-5-7'],
    ['of a model of another vendor', 'deepseek', 'claude-opus-5-5'],
    ['where an answer is paid for by subscription', 'claude-cli', 'claude-opus-5-5'],
    ['where the price is in another currency', 'moonshot-cn', 'kimi-k3'],
    ['where a request has a fee beside its tokens', 'openrouter', 'perplexity/sonar-deep-research'],
    ['where the list has an entry without a price', 'cerebras', 'qwen-3-coder-480b'],
    ['of what a proxy calls by a name that others have', 'litellm', 'gpt-5'],
    ['of what Ollama hands on to its cloud', 'ollama', 'gpt-oss:120b-cloud'],
  ])('%s', (_, preset, model) => {
    expect(charge(preset, model, used)).toEqual(nothing);
  });

  test('of a model that a stranger serves under a known name', () => {
    expect(charge(undefined, 'gpt-5', used, { wire: 'openai-chat' })).toEqual(nothing);
    expect(charge('openai-compatible', 'claude-opus-5-5', used)).toEqual(nothing);
    expect(charge(undefined, 'gpt-5', used, { wire: 'openai-responses' })).toEqual(nothing);
  });

  test('of local software that runs somewhere else', () => {
    expect(charge('ollama', 'qwen3', used, { baseUrl: 'https://ollama.com' })).toEqual(nothing);
    expect(charge('vllm', 'qwen3', used, { baseUrl: 'http://203.0.113.7:8000/v1' })).toEqual(nothing);
  });

  test.each<[string, Usage]>([
    ['nothing', {}],
    ['no output', { input_tokens: 5 }],
    ['no input', { output_tokens: 5 }],
    ['a fraction', { input_tokens: 5.5, output_tokens: 5 }],
    ['less than nothing', { ...used, cache_read_input_tokens: -1 }],
    ['a text', { ...used, cache_creation: { ephemeral_1h_input_tokens: '7' } }],
    ['fast mode', { ...used, speed: 'fast' }],
    ['priority', { ...used, service_tier: 'priority' }],
    ['a tier off the list', { ...used, [offList]: true }],
    ['a region', { ...used, inference_geo: 'us' }],
  ])('where the usage tells %s', (_, usage) => {
    expect(charge('anthropic', 'claude-opus-5-5', usage)).toEqual(nothing);
  });

  test('where a kind of token was used that has no price, and the price is shown all the same', () => {
    const wrote: Usage = { ...used, cache_creation_input_tokens: 1 };
    expect(charge('moonshot', 'kimi-k3', wrote)).toMatchObject({
      costMicros: null,
      price: { input: 3, output: 15, cacheRead: 0.3, cacheWrite: null },
    });
    expect(charge('moonshot', 'kimi-k3', { ...wrote, cache_creation_input_tokens: 0 }).costMicros).toBe(4500);
  });

  test("where a price of one's own lacks what was used, whatever the list says", () => {
    const over = { prices: { 'claude-opus-5-5': { input: 1, output: 1 } } };
    const read: Usage = { ...used, cache_read_input_tokens: 1 };
    expect(charge('anthropic', 'claude-opus-5-5', read, over).costMicros).toBeNull();
    expect(charge('anthropic', 'claude-opus-5-5', used, over).costMicros).toBe(1100);
  });

  test('before the list is loaded, but not what is free or told', () => {
    const early = createPrices();
    expect(early.charge(providerOf('anthropic'), 'claude-opus-5-5', used, 0)).toEqual(nothing);
    expect(early.charge(providerOf('demo'), 'demo', {}, 0).costMicros).toBe(0);
    expect(early.charge(providerOf('openrouter'), 'a/b', { [toldCost]: 1 }, 0).costMicros).toBe(1_000_000);
  });

  test('of a provider that tells a cost in who knows which currency', () => {
    expect(charge('openai-compatible', 'm', { ...used, [toldCost]: 1 })).toEqual(nothing);
  });
});

test('what was not found before the list was loaded is found after', async () => {
  const late = createPrices();
  const provider = providerOf('anthropic');
  late.prepare(provider, 'claude-opus-5-5');
  late.use(await bundledCatalog());
  expect(late.charge(provider, 'claude-opus-5-5', used, 0).costMicros).toBe(6000);
});

test("a custom endpoint at a vendor's own address has the vendor's prices", () => {
  const over = { wire: 'openai-chat', baseUrl: 'https://api.deepseek.com/v1' };
  // 1000×0.66 + 100×1.98 = 858
  expect(charge(undefined, 'deepseek-v4-pro', used, over).costMicros).toBe(858);
});

test("a preset behind another address keeps its vendor's prices", () => {
  expect(
    charge('anthropic', 'claude-opus-5-5', used, { baseUrl: 'https://proxy.example.com' }).costMicros,
  ).toBe(6000);
});

test("the most exact of one's own prices counts", () => {
  const own = {
    '*': { input: 1, output: 1 },
    'glm-*': { input: 2, output: 2 },
    'glm-5*': { input: 3, output: 3 },
    'glm-5.3': { input: 4, output: 4 },
  };
  const costOf = (model: string) => charge('zai', model, used, { prices: own }).costMicros;
  expect(['other', 'glm-4', 'glm-5.4', 'glm-5.3'].map(costOf)).toEqual([1100, 2200, 3300, 4400]);
});

test("a search has the list's price beside prices of one's own, and none where the list has none", () => {
  const own = { prices: { '*': { input: 0, output: 0 } } };
  const searched: Usage = { ...used, server_tool_use: { web_search_requests: 2 } };
  expect(charge('anthropic', 'claude-opus-5-5', searched, own).costMicros).toBe(20_000);
  expect(charge('zai', 'glm-5.3', searched, own).costMicros).toBeNull();
});

test("a model's window and its price for a small prompt are known without an answer", () => {
  expect(prices.about(providerOf('openai'), 'gpt-6-sol', 0)).toMatchObject({
    contextTokens: 1_050_000,
    price: { input: 2, output: 10, cacheRead: 0.2 },
  });
  const local = providerOf('ollama', { contextTokens: 65_536 });
  expect(prices.about(local, 'qwen3', 0)).toMatchObject({ contextTokens: 65_536, price: { source: 'free' } });
});
