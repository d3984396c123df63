import type { Preset } from './provider.ts';

/** Ollama on this machine, over its OpenAI endpoint. Source: https://docs.ollama.com/api/openai-compatibility */
export const ollamaOpenai: Preset = {
  id: 'ollama-openai',
  name: 'Ollama (OpenAI endpoint)',
  wire: 'openai-chat',
  baseUrl: 'http://localhost:11434/v1',
  auth: { kind: 'none' },
  site: 'https://ollama.com',
  modelsPath: '/models',
  priceSource: { kind: 'free' },
  quirks: {
    // Its templates gather system messages at the front, which spoils the prompt cache.
    laterSystem: 'user',
    // Models that cannot think refuse any effort, all take "none": https://github.com/ollama/ollama/issues/14820
    effort: { field: 'reasoning_effort', values: [], off: { reasoning_effort: 'none' } },
    replay: { field: 'reasoning' },
    noParallelSwitch: true,
  },
};
