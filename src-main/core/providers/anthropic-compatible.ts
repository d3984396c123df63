import { lagging } from '../wire/anthropic/quirks.ts';
import type { Preset } from './provider.ts';

/** Any server that speaks Anthropic's Messages, at an address of the user's own: what its like commonly do not take is left out. */
export const anthropicCompatible: Preset = {
  id: 'anthropic-compatible',
  name: 'Anthropic-compatible',
  wire: 'anthropic',
  auth: { kind: 'header', header: 'x-api-key' },
  site: 'https://platform.claude.com/docs/en/api/messages',
  modelsPath: '/v1/models',
  headers: { 'anthropic-version': '2023-06-01' },
  quirks: { takes: lagging },
};
