import type { Preset } from './provider.ts';

export const openrouter: Preset = {
  id: 'openrouter',
  name: 'OpenRouter',
  wire: 'openai-chat',
  baseUrl: 'https://openrouter.ai/api/v1',
  auth: { kind: 'bearer' },
  site: 'https://openrouter.ai/docs',
  keyPage: 'https://openrouter.ai/settings/keys',
  modelsPath: '/models',
  // The list of models is public.
  checkPath: '/key',
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
