import { lagging } from '../wire/anthropic/quirks.ts';
import type { ChatQuirks } from '../wire/openai-chat/quirks.ts';
import type { Preset } from './provider.ts';

const worldPages = {
  site: 'https://platform.kimi.ai/docs',
  keyPage: 'https://platform.kimi.ai/console/api-keys',
} as const;
const chinaPages = {
  site: 'https://platform.moonshot.cn/docs',
  keyPage: 'https://platform.moonshot.cn/console/api-keys',
} as const;

/** Source: https://platform.kimi.ai/docs/guide/use-thinking-effort (2026-11). */
const kimi: ChatQuirks = {
  // Its newest models always think; all of them pass over an effort that they do not know.
  effort: { field: 'reasoning_effort', values: ['low', 'high', 'max'], excludesSampling: true },
  // Else 400 "thinking is enabled but reasoning_content is missing in assistant tool call message".
  replay: { field: 'reasoning_content', onEveryToolTurn: true },
};

/** Kimi, on the platform for the world. */
export const moonshot: Preset = {
  id: 'moonshot',
  name: 'Moonshot AI (Kimi)',
  envKey: 'MOONSHOT_API_KEY',
  wire: 'openai-chat',
  baseUrl: 'https://api.moonshot.ai/v1',
  auth: { kind: 'bearer' },
  ...worldPages,
  modelsPath: '/models',
  balance: { kind: 'moonshot', path: '/users/me/balance' },
  priceSource: { kind: 'list', vendor: 'moonshotai' },
  quirks: kimi,
};

export const moonshotAnthropic: Preset = {
  id: 'moonshot-anthropic',
  name: 'Moonshot AI (Kimi, Anthropic)',
  wire: 'anthropic',
  baseUrl: 'https://api.moonshot.ai/anthropic',
  auth: { kind: 'bearer' },
  ...worldPages,
  modelsPath: '/../v1/models',
  balance: { kind: 'moonshot', path: '/../v1/users/me/balance' },
  priceSource: { kind: 'list', vendor: 'moonshotai' },
  quirks: { takes: lagging },
};

/** Kimi, on the platform for China, whose keys are others. */
export const moonshotChina: Preset = {
  id: 'moonshot-cn',
  name: 'Moonshot AI China (Kimi)',
  wire: 'openai-chat',
  baseUrl: 'https://api.moonshot.cn/v1',
  auth: { kind: 'bearer' },
  ...chinaPages,
  modelsPath: '/models',
  balance: { kind: 'moonshot', path: '/users/me/balance', currency: 'CNY' },
  // Its prices are in yuan.
  priceSource: { kind: 'unknown' },
  quirks: kimi,
};

export const moonshotChinaAnthropic: Preset = {
  id: 'moonshot-cn-anthropic',
  name: 'Moonshot AI China (Kimi, Anthropic)',
  wire: 'anthropic',
  baseUrl: 'https://api.moonshot.cn/anthropic',
  auth: { kind: 'bearer' },
  ...chinaPages,
  modelsPath: '/../v1/models',
  balance: { kind: 'moonshot', path: '/../v1/users/me/balance', currency: 'CNY' },
  // Its prices are in yuan.
  priceSource: { kind: 'unknown' },
  quirks: { takes: lagging },
};
