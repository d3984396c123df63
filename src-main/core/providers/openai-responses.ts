import type { Preset } from './provider.ts';

/** OpenAI over Responses, where its present models think and call tools at once. */
export const openaiResponses: Preset = {
  id: 'openai-responses',
  name: 'OpenAI Responses',
  wire: 'openai-responses',
  baseUrl: 'https://api.openai.com/v1',
  auth: { kind: 'bearer' },
  site: 'https://developers.openai.com',
  keyPage: 'https://platform.openai.com/api-keys',
  modelsPath: '/models',
  priceSource: { kind: 'list', vendor: 'openai' },
  quirks: {
    maxTools: 128,
    refusedKeywords: { atTop: ['oneOf', 'anyOf', 'allOf', 'enum', 'not'] },
    userField: 'prompt_cache_key',
  },
};
