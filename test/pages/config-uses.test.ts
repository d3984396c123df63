import { expect, test } from 'vitest';
import { configSchema } from '../../src-main/contract/config.ts';
import {
  asWritten,
  removeModel,
  removeProvider,
  renameModel,
  renameProvider,
  takeBack,
} from '../../src-renderer/config-uses.ts';

const config = configSchema.parse({
  providers: [
    { id: 'a', wire: 'demo' },
    { id: 'b', wire: 'demo' },
    { id: 'bb', wire: 'demo' },
  ],
  models: {
    smart: { targets: ['b/large', { target: 'a/large', weight: 2 }] },
    'claude-*': { targets: ['b/small'] },
    only: { targets: ['b/only'] },
  },
  routes: {
    default: 'only',
    think: 'b/large',
    image: 'bb/large',
    background: 'smart',
    longContext: { use: 'b/x', aboveTokens: 9 },
  },
  rules: [
    { name: 'one', when: {}, use: 'only' },
    { name: 'two', when: {}, use: 'smart' },
  ],
  budgets: [
    { period: 'day', provider: 'b', limitUsd: 1 },
    { period: 'month', limitUsd: 1, atLimit: { use: 'b/cheap' } },
  ],
});

test('a provider with another name is called so wherever it stands', () => {
  const renamed = renameProvider(config, 'b', 'c');
  expect(renamed.providers.map(({ id }) => id)).toEqual(['a', 'c', 'bb']);
  expect(renamed.models).toMatchObject({
    smart: { targets: ['c/large', { target: 'a/large', weight: 2 }] },
    'claude-*': { targets: ['c/small'] },
    only: { targets: ['c/only'] },
  });
  expect(renamed.routes).toMatchObject({
    default: 'only',
    think: 'c/large',
    image: 'bb/large',
    longContext: { use: 'c/x', aboveTokens: 9 },
  });
  expect(renamed.rules).toEqual(config.rules);
  expect(renamed.budgets).toMatchObject([{ provider: 'c' }, { atLimit: { use: 'c/cheap' } }]);
  expect(renameProvider(renamed, 'c', 'b')).toEqual(config);
});

test("a name of one's own that looks like a target of a renamed provider stays", () => {
  const own = configSchema.parse({
    ...config,
    models: { ...config.models, 'b/own': { targets: ['a/large'] } },
    routes: { default: 'b/own' },
  });
  expect(renameProvider(own, 'b', 'c').routes.default).toBe('b/own');
});

test('without a provider nothing refers to it, and every place that changed is told', () => {
  const { config: without, uses, needsDefault } = removeProvider(config, 'b');
  expect(without.providers.map(({ id }) => id)).toEqual(['a', 'bb']);
  expect(without.models).toEqual({
    smart: { targets: [{ target: 'a/large', weight: 2 }], strategy: 'priority' },
  });
  expect(without.routes).toMatchObject({
    think: null,
    image: 'bb/large',
    background: 'smart',
    longContext: null,
  });
  expect(without.rules.map(({ name }) => name)).toEqual(['two']);
  expect(without.budgets).toMatchObject([{ period: 'month', atLimit: 'warn' }]);
  expect(needsDefault).toBe(true);
  expect(uses).toEqual([
    { kind: 'model', model: 'smart', isLast: false },
    { kind: 'model', model: 'claude-*', isLast: true },
    { kind: 'model', model: 'only', isLast: true },
    { kind: 'route', route: 'default' },
    { kind: 'route', route: 'think' },
    { kind: 'route', route: 'longContext' },
    { kind: 'rule', rule: 'one' },
    { kind: 'budget', period: 'month', role: 'instead' },
    { kind: 'budget', period: 'day', role: 'limited' },
  ]);
});

test('a provider that nothing refers to leaves the rest as it is', () => {
  const { config: without, uses, needsDefault } = removeProvider(config, 'a');
  expect(uses).toEqual([{ kind: 'model', model: 'smart', isLast: false }]);
  expect(needsDefault).toBe(false);
  expect(without.routes).toEqual(config.routes);
});

test('a name that goes takes the rules and routes along that lead to it', () => {
  const { config: without, uses } = removeModel(config, 'smart');
  expect(without.routes.background).toBe(null);
  expect(uses).toEqual([
    { kind: 'route', route: 'background' },
    { kind: 'rule', rule: 'two' },
  ]);
});

test('a renamed name keeps its place, and what leads to it follows', () => {
  const renamed = renameModel(config, 'smart', 'clever');
  expect(Object.keys(renamed.models)).toEqual(['clever', 'claude-*', 'only']);
  expect(renamed.routes.background).toBe('clever');
  expect(renamed.rules.map(({ use }) => use)).toEqual(['only', 'clever']);
  expect(renamed.routes.longContext).toEqual({ use: 'b/x', aboveTokens: 9 });
});

test('taking back restores what was touched and leaves what another hand changed meanwhile', () => {
  const { config: after } = removeProvider(config, 'b');
  const current = { ...after, logging: { ...after.logging, level: 'debug' as const } };
  expect(takeBack(current, config, after)).toEqual({ ...config, logging: { level: 'debug', bodies: 'off' } });
});

test('the order of names alone is worth restoring', () => {
  const after = { ...config, models: Object.fromEntries(Object.entries(config.models).toReversed()) };
  expect(Object.keys(takeBack(after, config, after).models)).toEqual(['smart', 'claude-*', 'only']);
});

test('a provider that comes back is written without what is so by default', () => {
  const [a, b, bb] = config.providers;
  if (!a || !b || !bb) throw new Error('there are three providers');
  const { id: _id, ...defaults } = configSchema.shape.providers.element.parse({ id: 'x' });
  const back = { ...b, retry: { ...b.retry, attempts: 7 } };
  const { providers } = asWritten(
    { ...config, providers: [a, bb] },
    { ...config, providers: [a, back, bb] },
    defaults,
  );
  expect(providers).toEqual([a, { id: 'b', wire: 'demo', retry: { attempts: 7 } }, bb]);
});
