import type { Preset } from './provider.ts';

export const mistral: Preset = {
  id: 'mistral',
  name: 'Mistral AI',
  envKey: 'MISTRAL_API_KEY',
  wire: 'openai-chat',
  baseUrl: 'https://api.mistral.ai/v1',
  auth: { kind: 'bearer' },
  site: 'https://docs.mistral.ai',
  keyPage: 'https://console.mistral.ai/api-keys',
  modelsPath: '/models',
  priceSource: { kind: 'list', vendor: 'mistral' },
  // Fields that it does not know are refused with 422; usage stands in the last chunk unasked.
  quirks: { noStreamOptions: true },
};
