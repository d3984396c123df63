import { expect, test } from 'vitest';
import { mergeUsage } from '../../../src-main/core/wire/anthropic/usage.ts';
import { readWholeChatUsage } from '../../../src-main/core/wire/openai-chat/client-meter.ts';
import { readChunk } from '../../../src-main/core/wire/openai-chat/read-chunk.ts';
import { readChatUsage } from '../../../src-main/core/wire/openai-chat/read-usage.ts';
import { readResponsesUsage } from '../../../src-main/core/wire/openai-responses/read-usage.ts';
import { offList, readToldCost, toldCost } from '../../../src-main/core/wire/told-cost.ts';

test.each([
  [{ cost: 0.5 }, 0.5],
  [{ cost: 0 }, 0],
  [{ cost: 0.5, is_byok: false, cost_details: { upstream_inference_cost: 0.5 } }, 0.5],
  [{ cost: 0.25, is_byok: true, cost_details: { upstream_inference_cost: 0.5 } }, 0.75],
  [{ cost: 0.25, is_byok: true, cost_details: null }, undefined],
  [{ cost: { total_cost: 1 } }, undefined],
  [{ cost: '0.5' }, undefined],
  [{ cost: -1 }, undefined],
  [{}, undefined],
])('%j tells %j', (usage, cost) => {
  expect(readToldCost(usage)[toldCost]).toBe(cost);
});

test('every protocol carries it, and no JSON shows it', () => {
  const openai = { prompt_tokens: 5, completion_tokens: 1, cost: 0.5 };
  const read = [
    mergeUsage({}, { input_tokens: 5, cost: 0.5 }),
    mergeUsage({ [toldCost]: 0.25 }, { output_tokens: 1, cost: 0.5 }),
    mergeUsage({}, readChatUsage(openai) ?? {}),
    mergeUsage({ [toldCost]: 0.5 }, { output_tokens: 1 }),
    readResponsesUsage({ usage: { input_tokens: 5, output_tokens: 1, cost: 0.5 } }),
  ];
  expect(read.map((usage) => usage[toldCost])).toEqual([0.5, 0.5, 0.5, 0.5, 0.5]);
  expect(JSON.stringify(readChatUsage(openai))).not.toContain('0.5');
});

test.each([
  ['flex', true],
  ['priority', true],
  ['default', undefined],
  [null, undefined],
])('the service tier %j is off the list: %j', (tier, expected) => {
  const usage = { prompt_tokens: 5, completion_tokens: 1 };
  const whole = { usage, service_tier: tier };
  const read = [
    readWholeChatUsage(Buffer.from(JSON.stringify(whole))),
    mergeUsage({}, readChunk({ choices: [], ...whole }).usage ?? {}),
    readResponsesUsage({ usage: { input_tokens: 5, output_tokens: 1 }, service_tier: tier }),
  ];
  expect(read.map((told) => told[offList])).toEqual([expected, expected, expected]);
});
