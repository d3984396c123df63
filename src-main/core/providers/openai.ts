import type { Preset } from './provider.ts';

/** OpenAI over Chat Completions, where its present models take function tools only while they do not think. */
export const openai: Preset = {
  id: 'openai',
  name: 'OpenAI',
  envKey: 'OPENAI_API_KEY',
  wire: 'openai-chat',
  baseUrl: 'https://api.openai.com/v1',
  auth: { kind: 'bearer' },
  site: 'https://developers.openai.com',
  keyPage: 'https://platform.openai.com/api-keys',
  modelsPath: '/models',
  priceSource: { kind: 'list', vendor: 'openai' },
  quirks: {
    maxTools: 128,
    maxTokensField: 'max_completion_tokens',
    laterSystem: 'developer',
    files: 'data',
    effort: {
      field: 'reasoning_effort',
      values: ['low', 'medium', 'high', 'xhigh', 'max'],
      off: { reasoning_effort: 'none' },
      // Else 400, from gpt-5.4 on: https://github.com/openai/openai-openapi/issues/541
      offWith: 'tools',
      excludesSampling: true,
    },
    refusedKeywords: { atTop: ['oneOf', 'anyOf', 'allOf', 'enum', 'not'] },
    userField: 'prompt_cache_key',
  },
};
