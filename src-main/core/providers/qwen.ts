import { lagging } from '../wire/anthropic/quirks.ts';
import type { Preset } from './provider.ts';

const qwenPages = {
  site: 'https://www.alibabacloud.com/help/en/model-studio',
  keyPage: 'https://modelstudio.console.alibabacloud.com/?tab=playground#/api-key',
} as const;
/** Its models end at 32k or 64k output tokens and refuse to be asked for more. */
const maxOutputTokens = 32_000;

/** Source: https://www.alibabacloud.com/help/en/model-studio/deep-thinking (2026-06). */
export const qwen: Preset = {
  id: 'qwen',
  name: 'Qwen (DashScope)',
  envKey: 'DASHSCOPE_API_KEY',
  wire: 'openai-chat',
  baseUrl: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1',
  auth: { kind: 'bearer' },
  ...qwenPages,
  modelsPath: '/models',
  quirks: {
    maxOutputTokens,
    effort: { field: 'reasoning_effort', values: [], off: { enable_thinking: false } },
  },
};

/** Source: https://www.alibabacloud.com/help/doc-detail/2980295.html (2026-03). */
export const qwenAnthropic: Preset = {
  id: 'qwen-anthropic',
  name: 'Qwen (DashScope, Anthropic)',
  wire: 'anthropic',
  baseUrl: 'https://dashscope-intl.aliyuncs.com/apps/anthropic',
  auth: { kind: 'bearer' },
  ...qwenPages,
  modelsPath: '/../../compatible-mode/v1/models',
  quirks: { takes: lagging, maxOutputTokens },
};
