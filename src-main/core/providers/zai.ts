import { lagging } from '../wire/anthropic/quirks.ts';
import type { Preset } from './provider.ts';

const zaiPages = {
  site: 'https://docs.z.ai',
  keyPage: 'https://z.ai/manage-apikey/apikey-list',
} as const;

/** Source: https://docs.z.ai/guides/capabilities/thinking-mode (2026-11). */
export const zai: Preset = {
  id: 'zai',
  name: 'Z.ai (GLM)',
  envKey: 'ZAI_API_KEY',
  wire: 'openai-chat',
  baseUrl: 'https://api.z.ai/api/paas/v4',
  auth: { kind: 'bearer' },
  ...zaiPages,
  modelsPath: '/models',
  priceSource: { kind: 'list', vendor: 'zai' },
  quirks: {
    // Its newest model cannot stop thinking, so nothing asks it to.
    effort: { field: 'reasoning_effort', values: ['low', 'high', 'max'] },
    replay: { field: 'reasoning_content' },
  },
};

/** The endpoint of the GLM coding plans too. */
export const zaiAnthropic: Preset = {
  id: 'zai-anthropic',
  name: 'Z.ai (GLM, Anthropic)',
  wire: 'anthropic',
  baseUrl: 'https://api.z.ai/api/anthropic',
  auth: { kind: 'bearer' },
  ...zaiPages,
  modelsPath: '/../paas/v4/models',
  priceSource: { kind: 'list', vendor: 'zai' },
  quirks: { takes: lagging },
};
