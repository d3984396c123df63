import { lagging } from '../wire/anthropic/quirks.ts';
import { openModels } from './openai-compatible.ts';
import type { Preset } from './provider.ts';

/** llama-server on this machine; it takes a key where it was started with one. */
export const llamaCpp: Preset = {
  id: 'llama-cpp',
  name: 'llama.cpp',
  wire: 'openai-chat',
  baseUrl: 'http://localhost:8080/v1',
  auth: { kind: 'bearer' },
  site: 'https://github.com/ggml-org/llama.cpp/tree/master/tools/server',
  modelsPath: '/models',
  priceSource: { kind: 'free' },
  runsHere: true,
  quirks: openModels,
};

export const llamaCppAnthropic: Preset = {
  id: 'llama-cpp-anthropic',
  name: 'llama.cpp (Anthropic)',
  wire: 'anthropic',
  baseUrl: 'http://localhost:8080',
  auth: { kind: 'bearer' },
  site: 'https://github.com/ggml-org/llama.cpp/tree/master/tools/server',
  modelsPath: '/v1/models',
  priceSource: { kind: 'free' },
  quirks: { takes: lagging, maxOutputTokens: 32_000 },
};
