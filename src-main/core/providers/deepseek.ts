import { lagging } from '../wire/anthropic/quirks.ts';
import type { Preset } from './provider.ts';

const deepseekPages = {
  site: 'https://api-docs.deepseek.com',
  keyPage: 'https://platform.deepseek.com/api_keys',
} as const;

/** Source: https://api-docs.deepseek.com/guides/thinking_mode (2026-11). */
export const deepseek: Preset = {
  id: 'deepseek',
  name: 'DeepSeek',
  envKey: 'DEEPSEEK_API_KEY',
  wire: 'openai-chat',
  baseUrl: 'https://api.deepseek.com',
  auth: { kind: 'bearer' },
  ...deepseekPages,
  modelsPath: '/models',
  balance: { kind: 'deepseek', path: '/user/balance' },
  priceSource: { kind: 'list', vendor: 'deepseek' },
  quirks: {
    maxTools: 128,
    maxStops: 16,
    effort: {
      field: 'reasoning_effort',
      values: ['low', 'high', 'max'],
      off: { thinking: { type: 'disabled' } },
      // Else 400 "Thinking mode does not support this tool_choice".
      offWith: 'forced-tool',
    },
    replay: { field: 'reasoning_content', onEveryToolTurn: true },
    jsonObjectOnly: true,
    noParallelSwitch: true,
  },
};

/** Source: https://api-docs.deepseek.com/guides/anthropic_api (2026-11). */
export const deepseekAnthropic: Preset = {
  id: 'deepseek-anthropic',
  name: 'DeepSeek (Anthropic)',
  wire: 'anthropic',
  baseUrl: 'https://api.deepseek.com/anthropic',
  auth: { kind: 'bearer' },
  ...deepseekPages,
  modelsPath: '/../models',
  balance: { kind: 'deepseek', path: '/../user/balance' },
  priceSource: { kind: 'list', vendor: 'deepseek' },
  quirks: { takes: lagging },
};
