import type { Preset } from './provider.ts';

/** Which efforts its models take differs, and some refuse any: https://docs.x.ai/developers/model-capabilities/text/reasoning */
export const xai: Preset = {
  id: 'xai',
  name: 'xAI',
  envKey: 'XAI_API_KEY',
  wire: 'openai-chat',
  baseUrl: 'https://api.x.ai/v1',
  auth: { kind: 'bearer' },
  site: 'https://docs.x.ai',
  keyPage: 'https://console.x.ai',
  modelsPath: '/models',
  priceSource: { kind: 'list', vendor: 'x-ai' },
  quirks: {},
};
