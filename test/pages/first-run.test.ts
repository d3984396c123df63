import { expect, test } from 'vitest';
import { configSchema } from '../../src-main/contract/config.ts';
import { isFirstRun, withFound } from '../../src-renderer/first-run.ts';

test.for<[boolean, object[]]>([
  [true, [{ id: 'demo', preset: 'demo' }]],
  [true, [{ id: 'mine', wire: 'demo' }]],
  [
    false,
    [
      { id: 'demo', preset: 'demo' },
      { id: 'groq', preset: 'groq' },
    ],
  ],
  [false, [{ id: 'ollama', wire: 'ollama' }]],
])('%s: it is the first run with the providers %j', ([isFirst, providers]) => {
  expect(isFirstRun(configSchema.parse({ providers, routes: { default: 'x/y' } }))).toBe(isFirst);
});

test('a found program becomes a provider that everything goes to, and the rest of the config stays', () => {
  const before = configSchema.parse({
    providers: [{ id: 'demo', preset: 'demo' }],
    routes: { default: 'demo/demo', think: 'demo/thinker' },
  });
  const found = { preset: 'ollama', baseUrl: 'http://localhost:11434' };
  const { config, target } = withFound(before, found, 'qwen3:8b');
  expect(target).toBe('ollama/qwen3:8b');
  expect(configSchema.parse(config)).toMatchObject({
    providers: [{ id: 'demo' }, { id: 'ollama', preset: 'ollama' }],
    routes: { default: 'ollama/qwen3:8b', think: 'demo/thinker' },
  });
  expect(before.providers).toHaveLength(1);
});
