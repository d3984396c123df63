import { describe, expect, test } from 'vitest';
import { configSchema, type ProviderConfig } from '../../../src-main/contract/config.ts';
import { openrouter } from '../../../src-main/core/providers/openrouter.ts';
import { lagging } from '../../../src-main/core/wire/anthropic/quirks.ts';
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

describe('what an Anthropic endpoint takes', () => {
  const quirksOf = (entry: Record<string, unknown>) => resolveProvider(configured(entry)).quirks;

  test('is what its preset says, and what the config says over that', () => {
    expect(quirksOf({ preset: 'zai-anthropic' })).toEqual({ takes: lagging });
    expect(quirksOf({ preset: 'zai-anthropic', takes: { adaptiveThinking: true, images: false } })).toEqual({
      takes: { ...lagging, adaptiveThinking: true, images: false },
    });
  });

  test('is everything where nobody says otherwise', () => {
    expect(quirksOf({ wire: 'anthropic', baseUrl: 'https://gateway.example.com' })).toEqual({});
    expect(quirksOf({ preset: 'anthropic' })).not.toHaveProperty('takes');
  });
});

describe('settings of one wire', () => {
  test('the context of Ollama reaches its wire', () => {
    expect(resolveProvider(configured({ preset: 'ollama', contextTokens: 65_536 }))).toMatchObject({
      wire: 'ollama',
      quirks: { contextTokens: 65_536 },
    });
  });

  test('project and location make the address of Vertex AI, and one vendor of all projects', () => {
    const inEurope = { projectId: 'my-project', location: 'europe-west4' };
    const entry = { preset: 'vertex', ...inEurope, serviceAccountFile: '/key.json' };
    expect(resolveProvider(configured(entry))).toMatchObject({
      wire: 'gemini',
      vendor: 'vertex',
      auth: { kind: 'google' },
      baseUrl: 'https://europe-west4-aiplatform.googleapis.com/v1/projects/my-project/locations/europe-west4',
      serviceAccountFile: '/key.json',
    });
    expect(resolveProvider(configured({ preset: 'vertex-anthropic', projectId: 'p' })).baseUrl).toBe(
      'https://aiplatform.googleapis.com/v1/projects/p/locations/global',
    );
  });

  test('the command of the Claude CLI is kept', () => {
    expect(resolveProvider(configured({ preset: 'claude-cli', command: '/opt/claude' }))).toMatchObject({
      wire: 'claude-cli',
      command: '/opt/claude',
    });
  });
});

test('a balance is told where the preset says so', () => {
  expect(resolveProvider(configured({ preset: 'openrouter' })).balance).toEqual({
    kind: 'openrouter',
    path: '/key',
  });
  expect(resolveProvider(configured({ preset: 'groq' }))).not.toHaveProperty('balance');
});

test('what a preset says for people only is not part of a provider', () => {
  for (const field of ['site', 'keyPage', 'takes']) {
    expect(
      resolveProvider(configured({ preset: 'deepseek-anthropic', takes: { images: true } })),
    ).not.toHaveProperty(field);
  }
});

describe('a provider without a preset', () => {
  test.each([
    ['openai-chat', { auth: { kind: 'bearer' }, modelsPath: '/models' }],
    ['openai-responses', { auth: { kind: 'bearer' }, modelsPath: '/models' }],
    ['gemini', { auth: { kind: 'header', header: 'x-goog-api-key' }, modelsPath: '/models' }],
    ['ollama', { auth: { kind: 'none' } }],
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
    [{ preset: 'vertex' }, 'provider "mine": it needs the projectId of a Google Cloud project'],
    [{}, 'provider "mine": it needs a preset or a wire'],
  ])('%j says what it lacks', (entry, message) => {
    const resolve = () => resolveProvider(configured(entry));
    expect(resolve).toThrow(ProviderConfigError);
    expect(resolve).toThrow(message);
  });
});
