import { lagging } from '../wire/anthropic/quirks.ts';
import { openModels } from './openai-compatible.ts';
import type { Preset } from './provider.ts';

const fireworksPages = {
  site: 'https://docs.fireworks.ai',
  keyPage: 'https://app.fireworks.ai/settings/users/api-keys',
} as const;

export const fireworks: Preset = {
  id: 'fireworks',
  name: 'Fireworks AI',
  envKey: 'FIREWORKS_API_KEY',
  wire: 'openai-chat',
  baseUrl: 'https://api.fireworks.ai/inference/v1',
  auth: { kind: 'bearer' },
  ...fireworksPages,
  modelsPath: '/models',
  priceSource: { kind: 'list', vendor: 'fireworks' },
  quirks: openModels,
};

export const fireworksAnthropic: Preset = {
  id: 'fireworks-anthropic',
  name: 'Fireworks AI (Anthropic)',
  wire: 'anthropic',
  baseUrl: 'https://api.fireworks.ai/inference',
  auth: { kind: 'bearer' },
  ...fireworksPages,
  modelsPath: '/v1/models',
  priceSource: { kind: 'list', vendor: 'fireworks' },
  quirks: { takes: lagging, maxOutputTokens: 32_000 },
};
