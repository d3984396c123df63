import { lagging } from '../wire/anthropic/quirks.ts';
import type { Preset } from './provider.ts';

/** Ollama over Anthropic's protocol, without `tool_choice` and documents. Source: https://docs.ollama.com/api/anthropic-compatibility */
export const ollamaAnthropic: Preset = {
  id: 'ollama-anthropic',
  name: 'Ollama (Anthropic)',
  wire: 'anthropic',
  baseUrl: 'http://localhost:11434',
  auth: { kind: 'none' },
  site: 'https://docs.ollama.com',
  modelsPath: '/v1/models',
  priceSource: { kind: 'free' },
  quirks: { takes: { ...lagging, documents: false }, maxOutputTokens: 32_000 },
};
