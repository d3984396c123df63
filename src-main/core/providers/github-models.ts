import type { Preset } from './provider.ts';

/** Source: https://docs.github.com/en/github-models/quickstart; its list of models stands beside the inference. */
export const githubModels: Preset = {
  id: 'github-models',
  name: 'GitHub Models',
  wire: 'openai-chat',
  baseUrl: 'https://models.github.ai/inference',
  auth: { kind: 'bearer' },
  site: 'https://docs.github.com/en/github-models',
  keyPage: 'https://github.com/settings/personal-access-tokens',
  modelsPath: '/../catalog/models',
  // What stands behind it differs.
  quirks: { laterSystem: 'user' },
};
