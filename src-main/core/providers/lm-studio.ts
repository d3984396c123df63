import { lagging } from '../wire/anthropic/quirks.ts';
import { openModels } from './openai-compatible.ts';
import type { Preset } from './provider.ts';

/** LM Studio on this machine; it takes a key where its user wants one. */
export const lmStudio: Preset = {
  id: 'lm-studio',
  name: 'LM Studio',
  wire: 'openai-chat',
  baseUrl: 'http://localhost:1234/v1',
  auth: { kind: 'bearer' },
  site: 'https://lmstudio.ai/docs/developer',
  modelsPath: '/models',
  priceSource: { kind: 'free' },
  runsHere: true,
  quirks: openModels,
};

export const lmStudioAnthropic: Preset = {
  id: 'lm-studio-anthropic',
  name: 'LM Studio (Anthropic)',
  wire: 'anthropic',
  baseUrl: 'http://localhost:1234',
  auth: { kind: 'bearer' },
  site: 'https://lmstudio.ai/docs/developer/anthropic-compat',
  modelsPath: '/v1/models',
  priceSource: { kind: 'free' },
  quirks: { takes: lagging, maxOutputTokens: 32_000 },
};
