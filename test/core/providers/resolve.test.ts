import { describe, expect, test } from 'vitest';
import { configSchema, type ProviderConfig } from '../../../src-main/contract/config.ts';
import { openrouter } from '../../../src-main/core/providers/openrouter.ts';
import { ProviderConfigError, resolveProvider } from '../../../src-main/core/providers/resolve.ts';

function configured(entry: Record<string, unknown>): ProviderConfig {
  const [provider] = configSchema.parse({
    providers: [{ id: 'mine', ...entry }],
    routes: { default: 'mine/model' },
  }).providers;
  if (!provider) throw new Error('the config has no provider');
  return provider;
}

describe('a provider with a preset', () => {
  test('takes everything from it', () => {
    expect(
      resolveProvider(configured({ preset: 'openrouter', keys: ['keychain:openrouter'] })),
    ).toMatchObject({
      id: 'mine',
      name: 'OpenRouter',
      vendor: 'openrouter',
      wire: 'openai-chat',
      baseUrl: 'https://openrouter.ai/api/v1',
      auth: { kind: 'bearer' },
      keys: ['keychain:openrouter'],
      modelsPath: '/models',
      checkPath: '/key',
      presetHeaders: {},
      quirks: openrouter.wire === 'openai-chat' ? openrouter.quirks : {},
    });
  });

  test('keeps its own settings', () => {
    const provider = resolveProvider(
      configured({
        preset: 'deepseek',
        baseUrl: 'https://proxy.example.com/deepseek/',
        models: ['deepseek-flash'],
        retry: { attempts: 7 },
      }),
    );
    expect(provider).toMatchObject({
      baseUrl: 'https://proxy.example.com/deepseek',
      models: ['deepseek-flash'],
      vendor: 'deepseek',
      retry: { attempts: 7, baseMs: 500 },
      timeouts: { connectMs: 10_000 },
    });
  });

  test('has no preset, no models and no keys of its own that nobody set', () => {
    const provider = resolveProvider(configured({ preset: 'ollama' }));
    expect(provider.keys).toEqual([]);
    expect(provider).not.toHaveProperty('models');
    expect(provider).not.toHaveProperty('preset');
  });

  test('checks a key where the models are listed, unless those are public', () => {
    expect(resolveProvider(configured({ preset: 'anthropic' }))).toMatchObject({
      modelsPath: '/v1/models',
      checkPath: '/v1/models',
    });
  });

  test('with another wire than its preset has what is normal for that wire, at the same address', () => {
    expect(
      resolveProvider(
        configured({ preset: 'deepseek', wire: 'anthropic', baseUrl: 'https://api.deepseek.com/anthropic' }),
      ),
    ).toMatchObject({
      name: 'DeepSeek',
      wire: 'anthropic',
      baseUrl: 'https://api.deepseek.com/anthropic',
      auth: { kind: 'header', header: 'x-api-key' },
      modelsPath: '/v1/models',
      quirks: {},
    });
    expect(resolveProvider(configured({ preset: 'deepseek', wire: 'anthropic' })).baseUrl).toBe(
      'https://api.deepseek.com',
    );
  });

  test('the demo needs no address', () => {
    expect(resolveProvider(configured({ preset: 'demo' }))).toMatchObject({
      wire: 'demo',
      baseUrl: '',
      auth: { kind: 'none' },
    });
  });
});

describe('a provider without a preset', () => {
  test.each([
    ['openai-chat', { auth: { kind: 'bearer' }, modelsPath: '/models' }],
    ['anthropic', { auth: { kind: 'header', header: 'x-api-key' }, modelsPath: '/v1/models' }],
  ])('has what is normal for the wire %s', (wire, expected) => {
    const provider = resolveProvider(configured({ wire, baseUrl: 'http://127.0.0.1:8000/v1///' }));
    expect(provider).toMatchObject({ ...expected, name: 'mine', wire, baseUrl: 'http://127.0.0.1:8000/v1' });
  });

  test('is a vendor of its own, so that reasoning never reaches another server', () => {
    const address = { baseUrl: 'http://127.0.0.1:8000/v1' };
    expect(resolveProvider(configured({ wire: 'openai-chat', ...address })).vendor).toBe('mine');
    expect(resolveProvider(configured({ preset: 'openai-compatible', id: 'other', ...address })).vendor).toBe(
      'other',
    );
  });
});

describe('a provider that cannot be used', () => {
  test.each([
    [{ preset: 'nobody' }, 'provider "mine": there is no preset "nobody": use one of anthropic, openai,'],
    [{ wire: 'openai-chat' }, 'provider "mine": it needs a baseUrl'],
    [{ preset: 'anthropic-compatible' }, 'provider "mine": it needs a baseUrl'],
    [{}, 'provider "mine": it needs a preset or a wire'],
  ])('%j says what it lacks', (entry, message) => {
    const resolve = () => resolveProvider(configured(entry));
    expect(resolve).toThrow(ProviderConfigError);
    expect(resolve).toThrow(message);
  });
});
