import { geminiModels } from './gemini-models.ts';
import type { Preset } from './provider.ts';

/** Google AI Studio. Source: https://ai.google.dev/api */
export const gemini: Preset = {
  id: 'gemini',
  name: 'Google AI Studio',
  envKey: 'GEMINI_API_KEY',
  wire: 'gemini',
  baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
  auth: { kind: 'header', header: 'x-goog-api-key' },
  site: 'https://ai.google.dev/gemini-api/docs',
  keyPage: 'https://aistudio.google.com/apikey',
  modelsPath: '/models',
  priceSource: { kind: 'list', vendor: 'google' },
  quirks: { models: geminiModels },
};
