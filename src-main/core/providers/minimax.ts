import { lagging } from '../wire/anthropic/quirks.ts';
import type { Preset } from './provider.ts';

const minimaxPages = {
  site: 'https://platform.minimax.io/docs',
  keyPage: 'https://platform.minimax.io/user-center/basic-information/interface-key',
} as const;

/** Its thinking comes inside the text here, in `<think>`. */
export const minimax: Preset = {
  id: 'minimax',
  name: 'MiniMax',
  envKey: 'MINIMAX_API_KEY',
  wire: 'openai-chat',
  baseUrl: 'https://api.minimax.io/v1',
  auth: { kind: 'bearer' },
  ...minimaxPages,
  modelsPath: '/models',
  priceSource: { kind: 'list', vendor: 'minimax' },
  quirks: {},
};

/** The protocol that MiniMax itself recommends. Source: https://platform.minimax.io/docs/api-reference/text-anthropic-api */
export const minimaxAnthropic: Preset = {
  id: 'minimax-anthropic',
  name: 'MiniMax (Anthropic)',
  wire: 'anthropic',
  baseUrl: 'https://api.minimax.io/anthropic',
  auth: { kind: 'bearer' },
  ...minimaxPages,
  modelsPath: '/../v1/models',
  priceSource: { kind: 'list', vendor: 'minimax' },
  quirks: { takes: lagging },
};
