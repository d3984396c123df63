import * as library from '@pydantic/genai-prices';
import { expect, test } from 'vitest';
import { exactNames, isMeant } from '../../../src-main/core/prices/model-match.ts';
import { presets } from '../../../src-main/core/providers/presets.ts';
import { bundledCatalog } from './list.ts';

const catalog = await bundledCatalog();
const vendors = (await library.waitForUpdate()) ?? [];

test('every model of the list is found by each of its names, at the price that the library gives', () => {
  const atMs = Date.parse('2026-11-28T07:30:00Z');
  const names = vendors.flatMap((vendor) =>
    vendor.models.flatMap((model) =>
      [model.id, ...exactNames(model.match)].map((name) => ({ vendor, name })),
    ),
  );
  expect(names.length).toBeGreaterThan(2000);
  for (const { vendor, name } of names) {
    const theirs = library.calcPrice({}, name, { providerId: vendor.id, timestamp: new Date(atMs) });
    expect(catalog.find(vendor.id, name)?.pricesAt(atMs), `${vendor.id}: ${name}`).toEqual(
      theirs?.model_price,
    );
  }
});

test.each([
  ['claude-sonnet-5', true],
  ['claude-sonnet-5-20260630', true],
  ['claude-sonnet-5-latest', true],
  ['claude-sonnet-5@20260630', true],
  ['claude-sonnet-5-5', false],
  ['claude-sonnet-5.5', false],
  ['claude-sonnet-5-10-20270101', false],
  ['claude-sonnet-55', true],
])('whether a name that begins with claude-sonnet-5 means it: %s', (id, isIt) => {
  expect(isMeant({ starts_with: 'claude-sonnet-5' }, id)).toBe(isIt);
});

test.each([
  ['https://api.groq.com/openai/v1', 'groq'],
  ['https://openrouter.ai/api/v1', 'openrouter'],
  ['https://acme.openai.azure.com/openai/v1', 'azure'],
  ['http://localhost:8000/v1', undefined],
  ['https://api.example.com/api.openai.com', undefined],
])('whose address it is: %s', (baseUrl, vendor) => {
  expect(catalog.vendorAt(baseUrl)).toBe(vendor);
});

test('names are found in any case, and with what Google puts before them', () => {
  expect(catalog.find('zai', 'GLM-5.3')?.contextTokens).toBe(1_000_000);
  expect(catalog.find('google', 'models/gemini-2.5-pro')).not.toBeNull();
});

test('every preset says where its prices stand, but for those whose address says it or whom no list has', () => {
  const ids = vendors.map(({ id }) => id);
  const listed = presets.flatMap(({ priceSource }) =>
    priceSource?.kind === 'list' ? [priceSource.vendor] : [],
  );
  expect(listed.filter((vendor) => !ids.includes(vendor))).toEqual([]);
  expect(presets.filter(({ priceSource }) => priceSource === undefined).map(({ id }) => id)).toEqual([
    'qwen',
    'qwen-anthropic',
    'github-models',
    'vercel',
    'vercel-anthropic',
    'openai-compatible',
    'anthropic-compatible',
  ]);
});
