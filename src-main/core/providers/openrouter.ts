import { lagging } from '../wire/anthropic/quirks.ts';
import type { Preset } from './provider.ts';

const openrouterPages = {
  site: 'https://openrouter.ai/docs',
  keyPage: 'https://openrouter.ai/settings/keys',
} as const;

export const openrouter: Preset = {
  id: 'openrouter',
  name: 'OpenRouter',
  envKey: 'OPENROUTER_API_KEY',
  wire: 'openai-chat',
  baseUrl: 'https://openrouter.ai/api/v1',
  auth: { kind: 'bearer' },
  ...openrouterPages,
  modelsPath: '/models',
  // The list of models is public.
  checkPath: '/key',
  balance: { kind: 'openrouter', path: '/key' },
  priceSource: { kind: 'list', vendor: 'openrouter' },
  tellsCost: {},
  quirks: {
    // What stands behind it differs: some move system messages to the front, some refuse them.
    laterSystem: 'user',
    cacheControl: true,
    files: 'data-or-url',
    webSearch: { plugins: [{ id: 'web' }] },
    effort: {
      field: 'reasoning',
      values: ['minimal', 'low', 'medium', 'high', 'xhigh'],
      off: { reasoning: { effort: 'none' } },
    },
    replay: { field: 'reasoning_details' },
    topK: true,
    userField: 'user',
  },
};

export const openrouterAnthropic: Preset = {
  id: 'openrouter-anthropic',
  name: 'OpenRouter (Anthropic)',
  wire: 'anthropic',
  baseUrl: 'https://openrouter.ai/api',
  auth: { kind: 'bearer' },
  ...openrouterPages,
  modelsPath: '/v1/models',
  checkPath: '/v1/key',
  balance: { kind: 'openrouter', path: '/v1/key' },
  priceSource: { kind: 'list', vendor: 'openrouter' },
  tellsCost: {},
  quirks: { takes: lagging },
};
