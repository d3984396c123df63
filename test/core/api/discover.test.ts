import { expect, test } from 'vitest';
import { runOperation } from '../../../src-main/core/api/index.ts';
import { createDiscovery, type DiscoveryOptions } from '../../../src-main/core/api/discover.ts';
import { askNearby } from '../../../src-main/core/ask-nearby.ts';
import { presets } from '../../../src-main/core/providers/presets.ts';
import { json, startUpstream } from '../../upstream/scripted.ts';
import { coreParts } from './core-parts.ts';

const nobody = () => Promise.reject(new Error('connection refused'));

function discover(options: Partial<DiscoveryOptions>) {
  return createDiscovery({ presets, env: {}, configured: () => [], askNearby: nobody, ...options }).find();
}

test('where nobody answers and no key is set there is nothing', async () => {
  expect(await discover({})).toEqual([]);
});

test('programs on this machine are found by asking each for its models', async () => {
  const asked: string[] = [];
  const found = await discover({
    askNearby: (url) => {
      asked.push(url);
      if (url.includes(':11434')) return Promise.resolve({ models: [{ model: 'qwen3:8b' }] });
      return url.includes(':1234') ? Promise.resolve({ data: [{ id: 'gemma' }] }) : nobody();
    },
  });
  expect(found).toEqual([
    {
      kind: 'running',
      preset: 'ollama',
      name: 'Ollama',
      baseUrl: 'http://localhost:11434',
      models: ['qwen3:8b'],
    },
    {
      kind: 'running',
      preset: 'lm-studio',
      name: 'LM Studio',
      baseUrl: 'http://localhost:1234/v1',
      models: ['gemma'],
    },
  ]);
  expect(asked.toSorted()).toEqual([
    'http://localhost:11434/api/tags',
    'http://localhost:1234/v1/models',
    'http://localhost:8000/v1/models',
    'http://localhost:8080/v1/models',
  ]);
});

test('another program on a well-known port is none of them', async () => {
  expect(await discover({ askNearby: () => Promise.resolve({ status: 'ok' }) })).toEqual([]);
});

test('a key in the environment is told by its name alone', async () => {
  const found = await discover({ env: { OPENROUTER_API_KEY: 'the-secret', GROQ_API_KEY: '' } });
  expect(found).toEqual([
    { kind: 'key', preset: 'openrouter', name: 'OpenRouter', env: 'OPENROUTER_API_KEY' },
  ]);
});

test('what is configured is not looked for', async () => {
  const asked: string[] = [];
  const found = await discover({
    env: { OPENROUTER_API_KEY: 'set' },
    configured: () => [
      { preset: 'openrouter' },
      { preset: 'ollama' },
      { baseUrl: 'http://localhost:1234/v1' },
    ],
    askNearby: (url) => {
      asked.push(url);
      return nobody();
    },
  });
  expect(found).toEqual([]);
  expect(asked.filter((url) => /:(?:11434|1234)\//.test(url))).toEqual([]);
});

test('the operation answers what was found', async () => {
  const { context } = coreParts({ discovery: { find: () => Promise.resolve([]) } });
  expect(await runOperation('providers.discover', {}, context)).toEqual({ found: [] });
});

test('who redirects, fails or does not speak JSON did not answer', async () => {
  await using upstream = await startUpstream(({ url }) => {
    if (url === '/models') return json({ data: [] });
    if (url === '/away') return { status: 302, headers: { location: '/models' }, pieces: [] };
    return url === '/failed' ? json({}, 500) : { status: 200, headers: {}, pieces: ['<html>'] };
  });
  expect(await askNearby(`${upstream.url}/models`)).toEqual({ data: [] });
  for (const path of ['/away', '/failed', '/page'])
    await expect(askNearby(upstream.url + path)).rejects.toThrow(/./);
});

test('each vendor names the variable of its key once', () => {
  const names = presets.flatMap(({ envKey }) => envKey ?? []);
  expect(names).toEqual([...new Set(names)]);
  expect(names.every((name) => /^[A-Z_]+$/.test(name))).toBe(true);
});
