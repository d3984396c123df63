import { openModels } from './openai-compatible.ts';
import type { Preset } from './provider.ts';

export const groq: Preset = {
  id: 'groq',
  name: 'Groq',
  envKey: 'GROQ_API_KEY',
  wire: 'openai-chat',
  baseUrl: 'https://api.groq.com/openai/v1',
  auth: { kind: 'bearer' },
  site: 'https://console.groq.com/docs',
  keyPage: 'https://console.groq.com/keys',
  modelsPath: '/models',
  priceSource: { kind: 'list', vendor: 'groq' },
  quirks: { ...openModels, maxTools: 128, maxTokensField: 'max_completion_tokens' },
};
