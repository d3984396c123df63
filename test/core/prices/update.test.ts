import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as library from '@pydantic/genai-prices';
import { expect, onTestFinished, test } from 'vitest';
import { openPriceList } from '../../../src-main/core/prices/price-list.ts';
import { createPrices } from '../../../src-main/core/prices/prices.ts';
import { json, startUpstream, type Answer } from '../../upstream/scripted.ts';
import { providerOf } from './list.ts';

const dayMs = 24 * 60 * 60 * 1000;
const startMs = Date.parse('2026-11-28T12:00:00Z');
const used = { input_tokens: 1000, output_tokens: 100 };

/** A list of one model, at so many dollars. */
const listOf = (usd: number) => [
  {
    id: 'anthropic',
    name: 'Anthropic',
    api_pattern: String.raw`https://api\.anthropic\.com`,
    models: [
      {
        id: 'claude-opus-9',
        match: { equals: 'claude-opus-9' },
        prices: { input_mtok: usd, output_mtok: usd },
      },
    ],
  },
];

async function priced(script: () => Answer, folder?: string, nowMs = startMs) {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'signalbox-prices-')));
  const upstream = await startUpstream(script);
  const asked: string[] = [];
  const misses: string[] = [];
  const prices = createPrices();
  const updates = await openPriceList({
    prices,
    file: join(dataDir, 'prices.json'),
    version: '0.1.8',
    fetch: async (url, init) => {
      asked.push(url instanceof Request ? url.url : url.toString());
      return fetch(`${upstream.url}/data.json`, init);
    },
    now: () => nowMs,
    onMiss: (why) => misses.push(why),
  });
  onTestFinished(async () => {
    await updates.close();
    await upstream[Symbol.asyncDispose]();
    await rm(dataDir, { recursive: true, force: true });
    const bundled = await bundledList;
    library.updatePrices(({ setProviderData }: { setProviderData: (list: typeof bundled) => void }) =>
      setProviderData(bundled),
    );
  });
  const provider = providerOf('anthropic');
  return {
    dataDir,
    updates,
    asked,
    misses,
    charge: () => prices.charge(provider, 'claude-opus-9', used, nowMs),
    knownCharge: () => prices.charge(provider, 'claude-opus-5-5', used, nowMs),
  };
}

const bundledList = library.waitForUpdate();

test("a list is fetched from the library's own source, takes effect, and is kept", async () => {
  const { updates, asked, charge, dataDir } = await priced(() => json(listOf(7)));
  expect(charge()).toEqual({ costMicros: null, price: null });
  updates.follow('daily');
  // 1100×7
  await expect.poll(() => charge().costMicros).toBe(7700);
  expect(charge().price?.source).toBe('genai-prices 2026-11-28');
  expect(asked).toEqual([library.REMOTE_DATA_JSON_URL]);
  const read = async () => readFile(join(dataDir, 'prices.json'), 'utf8').catch(() => 'null');
  await expect.poll(async () => JSON.parse(await read())).toEqual({ fetchedAtMs: startMs, list: listOf(7) });
});

test('a list that was kept today is used without a call', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-prices-'));
  const kept = { fetchedAtMs: startMs - dayMs + 60_000, list: listOf(3) };
  await writeFile(join(folder, 'prices.json'), JSON.stringify(kept));
  const { updates, asked, charge } = await priced(() => json(listOf(7)), folder);
  updates.follow('daily');
  await expect.poll(() => charge().costMicros).toBe(3300);
  await updates.close();
  expect(asked).toEqual([]);
});

test.each([
  ['older than a day', startMs - dayMs - 1],
  ['of a clock that was ahead', startMs + dayMs + 1],
])('a list that is %s is used until a newer one is here', async (_, fetchedAtMs) => {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-prices-'));
  await writeFile(join(folder, 'prices.json'), JSON.stringify({ fetchedAtMs, list: listOf(3) }));
  const { updates, asked, charge } = await priced(() => json(listOf(7)), folder);
  updates.follow('daily');
  await expect.poll(() => charge().costMicros).toBe(7700);
  expect(asked).toHaveLength(1);
});

test.each([
  ['an error', () => json({}, 500)],
  ['a page', () => ({ status: 200, headers: { 'content-type': 'text/html' }, pieces: ['<html>'] })],
  ['something else', () => json({ vendors: [] })],
  ['an empty list', () => json([])],
  [
    'models without prices',
    () => json([{ id: 'anthropic', api_pattern: '.', models: [{ id: 'm', match: {} }] }]),
  ],
] satisfies [string, () => Answer][])('%s instead of a list changes nothing', async (_, script) => {
  const { updates, misses, knownCharge, dataDir } = await priced(script);
  updates.follow('daily');
  await expect.poll(() => misses.length).toBe(2);
  expect(knownCharge()).toMatchObject({ costMicros: 6000, price: { source: 'genai-prices 0.1.8' } });
  await expect(readFile(join(dataDir, 'prices.json'))).rejects.toThrow('ENOENT');
});

test('a damaged file is no trouble', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-prices-'));
  await writeFile(join(folder, 'prices.json'), '{"fetchedAtMs":');
  const { updates, charge } = await priced(() => json(listOf(7)), folder);
  updates.follow('daily');
  await expect.poll(() => charge().costMicros).toBe(7700);
});

test('off asks nobody, and neither does what was closed', async () => {
  const { updates, asked } = await priced(() => json(listOf(7)));
  updates.follow('off');
  updates.follow('daily');
  updates.follow('off');
  await updates.close();
  expect(asked).toEqual([]);
});
