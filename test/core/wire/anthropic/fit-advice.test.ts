import { expect, test } from 'vitest';
import type { AnthropicFeature } from '../../../../src-main/contract/config.ts';
import { adviseOnRefusal } from '../../../../src-main/core/wire/anthropic/fit-advice.ts';
import { lagging } from '../../../../src-main/core/wire/anthropic/quirks.ts';

/** Refusals as endpoints word them: those of pydantic, serde, Anthropic itself and hand-made ones. */
const refusals: [string, AnthropicFeature][] = [
  ['messages[1].role: unknown variant `system`, expected `user` or `assistant`', 'midConversationSystem'],
  ["messages.1.role: Input should be 'user' or 'assistant'", 'midConversationSystem'],
  ['messages: Unexpected role "system"', 'midConversationSystem'],
  ['adaptive thinking is not supported on this model', 'adaptiveThinking'],
  ['thinking.type: unknown variant `adaptive`, expected `enabled` or `disabled`', 'adaptiveThinking'],
  ['context_management: Extra inputs are not permitted', 'contextManagement'],
  ['unsupported content type: tool_reference', 'toolReference'],
  ['tools.3.defer_loading: Extra inputs are not permitted', 'toolReference'],
  ['tools.0.type: Input should be "custom"', 'serverTools'],
  ['tool web_search_20250305 is not supported', 'serverTools'],
  ['output_config.format: Extra inputs are not permitted', 'outputFormat'],
  ['output_config: Extra inputs are not permitted', 'effort'],
  ['Unknown parameter: effort', 'effort'],
  ['system.0.cache_control: Extra inputs are not permitted', 'cacheControl'],
  ['this model does not support images', 'images'],
  ['content type "document" is not supported', 'documents'],
  ['Unexpected value(s) `context-1m-2025-08-07` for the `anthropic-beta` header', 'betas'],
  ['safeguards: Extra inputs are not permitted', 'betas'],
];

test.each(refusals)('%s', (message, feature) => {
  const advice = `set "takes": { "${feature}": false } for this provider`;
  expect(adviseOnRefusal(message, {})).toBe(advice);
  expect(adviseOnRefusal(message, { takes: { [feature]: true } })).toBe(advice);
});

test('a switch that is off already is not advised', () => {
  expect(adviseOnRefusal('context_management: not supported', { takes: lagging })).toBeUndefined();
});

test.each([
  'A maximum of 4 blocks with cache_control may be provided. Found 5.',
  'prompt is too long: 250000 tokens > 200000 maximum',
  'messages.4: image exceeds 5 MB maximum: 7340032 bytes > 5242880 bytes',
  'Invalid API key',
  'max_tokens: 128000 > 64000, which is the maximum allowed number of output tokens',
  'The model `gpt-9` does not exist',
  '',
])('nothing is advised on: %s', (message) => {
  expect(adviseOnRefusal(message, {})).toBeUndefined();
});
