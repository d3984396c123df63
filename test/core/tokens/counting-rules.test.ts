import { expect, test } from 'vitest';
import { ruleFor, startingRatio } from '../../../src-main/core/tokens/counting-rules.ts';

test.each([
  ['claude-opus-5-5', 1.45],
  ['anthropic/claude-opus-4.7', 1.45],
  ['claude-opus-4-8-20260801', 1.45],
  ['claude-haiku-5-5', 1.45],
  ['us.anthropic.claude-fable-5-2', 1.45],
  ['claude-sonnet-10', 1.45],
  ['claude-opus-4-6', 1.2],
  ['Claude-Sonnet-4-5-20250929', 1.2],
  ['claude-opus-4-20250514', 1.2],
  ['claude-3-5-haiku-20241022', 1.2],
  ['claude-3-opus-20240229', 1.2],
  ['gpt-6-sol', 1],
  ['qwen3:32b', 1],
])('%s starts at %d tokens to one of o200k_base', (model, ratio) => {
  expect(startingRatio(model)).toBe(ratio);
});

test.each([
  ['claude-opus-4-5-20251101', 'all-turns'],
  ['claude-sonnet-4-6', 'all-turns'],
  ['claude-sonnet-5-5', 'all-turns'],
  ['claude-sonnet-4-5', 'current-turn'],
  ['claude-haiku-4-5', 'current-turn'],
])('%s keeps the thinking of %s', (model, thinking) => {
  expect(ruleFor(model).thinking).toBe(thinking);
});
