import { openModels } from './openai-compatible.ts';
import type { Preset } from './provider.ts';

export const together: Preset = {
  id: 'together',
  name: 'Together AI',
  envKey: 'TOGETHER_API_KEY',
  wire: 'openai-chat',
  baseUrl: 'https://api.together.ai/v1',
  auth: { kind: 'bearer' },
  site: 'https://docs.together.ai',
  keyPage: 'https://api.together.ai/settings/api-keys',
  modelsPath: '/models',
  priceSource: { kind: 'list', vendor: 'together' },
  quirks: openModels,
};
