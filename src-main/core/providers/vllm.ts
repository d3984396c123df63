import { lagging } from '../wire/anthropic/quirks.ts';
import { openModels } from './openai-compatible.ts';
import type { Preset } from './provider.ts';

/** vLLM on this machine; it takes a key where it was started with one. */
export const vllm: Preset = {
  id: 'vllm',
  name: 'vLLM',
  wire: 'openai-chat',
  baseUrl: 'http://localhost:8000/v1',
  auth: { kind: 'bearer' },
  site: 'https://docs.vllm.ai',
  modelsPath: '/models',
  priceSource: { kind: 'free' },
  runsHere: true,
  quirks: openModels,
};

export const vllmAnthropic: Preset = {
  id: 'vllm-anthropic',
  name: 'vLLM (Anthropic)',
  wire: 'anthropic',
  baseUrl: 'http://localhost:8000',
  auth: { kind: 'bearer' },
  site: 'https://docs.vllm.ai',
  modelsPath: '/v1/models',
  priceSource: { kind: 'free' },
  quirks: { takes: lagging, maxOutputTokens: 32_000 },
};
