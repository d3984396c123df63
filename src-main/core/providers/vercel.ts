import { lagging } from '../wire/anthropic/quirks.ts';
import type { Preset } from './provider.ts';

const vercelPages = {
  site: 'https://vercel.com/docs/ai-gateway',
  keyPage: 'https://vercel.com/d?to=%2F%5Bteam%5D%2F%7E%2Fai-gateway%2Fapi-keys',
} as const;

/** Source: https://vercel.com/docs/ai-gateway/sdks-and-apis/openai-chat-completions (2026-09). */
export const vercel: Preset = {
  id: 'vercel',
  name: 'Vercel AI Gateway',
  envKey: 'AI_GATEWAY_API_KEY',
  wire: 'openai-chat',
  baseUrl: 'https://ai-gateway.vercel.sh/v1',
  auth: { kind: 'bearer' },
  ...vercelPages,
  modelsPath: '/models',
  // The list of models is public.
  checkPath: '/credits',
  balance: { kind: 'vercel', path: '/credits' },
  quirks: {
    // What stands behind it differs, as with OpenRouter.
    laterSystem: 'user',
    effort: { field: 'reasoning', values: ['low', 'medium', 'high'] },
  },
};

/** Source: https://vercel.com/docs/ai-gateway/anthropic-compat (2026-01). */
export const vercelAnthropic: Preset = {
  id: 'vercel-anthropic',
  name: 'Vercel AI Gateway (Anthropic)',
  wire: 'anthropic',
  baseUrl: 'https://ai-gateway.vercel.sh',
  auth: { kind: 'bearer' },
  ...vercelPages,
  modelsPath: '/v1/models',
  checkPath: '/v1/credits',
  balance: { kind: 'vercel', path: '/v1/credits' },
  quirks: { takes: lagging },
};
