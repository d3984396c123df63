import type { Preset } from './provider.ts';

export const anthropic: Preset = {
  id: 'anthropic',
  name: 'Anthropic',
  envKey: 'ANTHROPIC_API_KEY',
  wire: 'anthropic',
  baseUrl: 'https://api.anthropic.com',
  auth: { kind: 'header', header: 'x-api-key' },
  site: 'https://platform.claude.com/docs',
  keyPage: 'https://platform.claude.com/settings/keys',
  modelsPath: '/v1/models',
  countTokensPath: '/v1/messages/count_tokens',
  headers: { 'anthropic-version': '2023-06-01' },
  priceSource: { kind: 'list', vendor: 'anthropic' },
  quirks: {
    // Else 400 "`temperature` is deprecated for this model", from Claude Opus 4.7 on.
    refusesSampling: true,
  },
};
