import { expect, test } from 'vitest';
import { configSchema } from '../../src-main/contract/config.ts';
import { knownTargets } from '../../src-renderer/known-targets.ts';

test('own names come first, then what providers list and targets name, each once and no patterns', () => {
  const config = configSchema.parse({
    routes: { default: 'smart' },
    providers: [{ id: 'demo' }, { id: 'openrouter', models: ['moonshotai/kimi-k3', 'z-ai/glm-5'] }],
    models: {
      smart: { targets: ['openrouter/moonshotai/kimi-k3', { target: 'deepseek/deepseek-chat', weight: 3 }] },
      'claude-haiku-*': { targets: ['local/qwen3'] },
    },
  });
  expect(knownTargets(config)).toEqual([
    'smart',
    'openrouter/moonshotai/kimi-k3',
    'openrouter/z-ai/glm-5',
    'deepseek/deepseek-chat',
    'local/qwen3',
  ]);
});
