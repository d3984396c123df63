import type { GeminiModels } from '../wire/gemini/quirks.ts';

/**
 * What Google's models can do, by generation; the more particular names first. A model that is not here is taken for
 * one of the newest, which know the levels low, medium and high and refuse a budget.
 * Source: https://ai.google.dev/gemini-api/docs/thinking (2026-11).
 */
export const geminiModels: readonly GeminiModels[] = [
  { prefix: 'gemini-3-pro', thinking: { kind: 'level', values: ['low', 'high'] } },
  { prefix: 'gemini-3-flash', thinking: { kind: 'level', values: ['minimal', 'low', 'medium', 'high'] } },
  {
    prefix: 'gemini-3.1-flash-lite',
    thinking: { kind: 'level', values: ['minimal', 'low', 'medium', 'high'] },
  },
  {
    prefix: 'gemini-3.5-flash-lite',
    thinking: { kind: 'level', values: ['minimal', 'low', 'medium', 'high'] },
  },
  {
    prefix: 'gemini-2.5-pro',
    thinking: { kind: 'budget', min: 128, max: 32_768, isAlwaysOn: true },
    isBefore3: true,
  },
  {
    prefix: 'gemini-2.5-flash-lite',
    thinking: { kind: 'budget', min: 512, max: 24_576 },
    isBefore3: true,
  },
  { prefix: 'gemini-2.5-flash-image', maxOutputTokens: 32_768, isBefore3: true },
  { prefix: 'gemini-2.5-flash', thinking: { kind: 'budget', min: 1, max: 24_576 }, isBefore3: true },
  { prefix: 'gemini-2.0', maxOutputTokens: 8_192, isBefore3: true },
  { prefix: 'gemma-', maxOutputTokens: 8_192, isBefore3: true },
];
