import type { Preset } from './provider.ts';

/** Ollama on this machine, in its own protocol, by which the context grows with the conversation. */
export const ollama: Preset = {
  id: 'ollama',
  name: 'Ollama',
  wire: 'ollama',
  baseUrl: 'http://localhost:11434',
  auth: { kind: 'none' },
  site: 'https://ollama.com',
  modelsPath: '/api/tags',
  priceSource: { kind: 'free' },
  runsHere: true,
  quirks: {},
};
