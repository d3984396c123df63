import { expect, test } from 'vitest';
import { configSchema } from '../../src-main/contract/config.ts';
import type { ModelRow } from '../../src-main/contract/operations.ts';
import { modelOptions, searchOptions } from '../../src-renderer/model-options.ts';

const row = (name: string, provider: string | null): ModelRow => ({
  name,
  provider,
  target: null,
  contextTokens: 200_000,
  price: null,
});
const config = configSchema.parse({
  routes: { default: 'smart' },
  providers: [{ id: 'b', models: ['two'] }, { id: 'a' }],
  models: { smart: { targets: ['a/one'] } },
});

test('names of the person’s own come first, then each provider’s models together', () => {
  const options = modelOptions(config, [row('a/one', 'a'), row('b/three', 'b'), row('own', null)]);
  expect(options.map(({ name }) => name)).toEqual(['smart', 'own', 'b/two', 'b/three', 'a/one']);
});

test('what the list of models says of a name of the config is kept with it', () => {
  const options = modelOptions(config, [row('a/one', 'a')]);
  expect(options.find(({ name }) => name === 'a/one')?.row?.contextTokens).toBe(200_000);
  expect(options.find(({ name }) => name === 'b/two')?.row).toBeUndefined();
});

test('a search finds every word, in any order and whichever case', () => {
  const options = modelOptions(config, [row('openrouter/moonshotai/kimi-k3', 'openrouter')]);
  expect(searchOptions(options, 'Kimi openR').map(({ name }) => name)).toEqual([
    'openrouter/moonshotai/kimi-k3',
  ]);
  expect(searchOptions(options, ' ').length).toBe(options.length);
  expect(searchOptions(options, 'kimi gpt')).toEqual([]);
});
