import { describe, expect, test } from 'vitest';
import { readChatError } from '../../../../src-main/core/wire/openai-chat/read-error.ts';

describe('the message is found', () => {
  test.each([
    [
      '{"error":{"message":"No such model","type":"invalid_request_error","code":"model_not_found"}}',
      'No such model',
    ],
    ['{"error":"model not loaded"}', 'model not loaded'],
    ['{"message":"Unauthorized"}', 'Unauthorized'],
    ['{"detail":"Not Found"}', 'Not Found'],
    ['{"detail":[{"loc":["body","messages"],"msg":"field required"}]}', 'field required'],
    [
      '{"object":"error","message":{"detail":[{"msg":"Extra inputs are not permitted"}]},"code":422}',
      'Extra inputs are not permitted',
    ],
    [
      '[{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT"}}]',
      'API key not valid.',
    ],
    [
      '{"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"{\\"error\\":{\\"message\\":\\"tools: too many\\"}}","provider_name":"X"}}}',
      'tools: too many',
    ],
    ['{"error":{"message":"Provider returned error","metadata":{"raw":"plain words"}}}', 'plain words'],
    ['no healthy upstream', 'no healthy upstream'],
    ['<html><head><title>404 Not Found</title></head></html>', '404 Not Found'],
    ['{}', 'the upstream answered 404 and did not say why'],
  ])('in %s', (body, message) => {
    expect(readChatError(404, body)).toMatchObject({ kind: 'not-found', status: 404, message });
  });
});

test.each([
  [400, 'invalid-request', 400],
  [401, 'authentication', 401],
  [402, 'billing', 402],
  [403, 'permission', 403],
  [408, 'timeout', 408],
  [413, 'too-large', 413],
  [422, 'invalid-request', 422],
  [429, 'rate-limit', 429],
  [500, 'upstream', 500],
  [503, 'overloaded', 503],
  [504, 'timeout', 504],
])('case 21: status %i is %s and stays', (status, kind, shown) => {
  expect(readChatError(status, '{"error":{"message":"m","type":"t"}}')).toMatchObject({
    kind,
    status: shown,
  });
});

test.each(['insufficient_quota', 'exceeded_current_quota_error'])(
  'money that ran out is 402, though it came as 429: %s',
  (name) => {
    const body = JSON.stringify({
      error: { message: 'You exceeded your current quota', type: name, code: null },
    });
    expect(readChatError(429, body)).toMatchObject({ kind: 'billing', status: 402 });
  },
);

test('a rate limit that counts tokens is no prompt that is too long', () => {
  const body =
    '{"error":{"message":"Rate limit reached: maximum context length is 1 tokens","code":"rate_limit_exceeded"}}';
  expect(readChatError(429, body)).toMatchObject({ kind: 'rate-limit', status: 429 });
});

describe('a prompt that is too long is said in the words that make Claude Code compact', () => {
  test.each([
    [
      'OpenAI',
      "This model's maximum context length is 128000 tokens. However, your messages resulted in 150123 tokens. Please reduce the length of the messages.",
      150123,
      128000,
    ],
    [
      'OpenAI, with its parts',
      "This model's maximum context length is 128000 tokens. However, you requested 135000 tokens (120000 in the messages, 9000 in the functions, and 6000 in the completion).",
      129000,
      128000,
    ],
    [
      'OpenAI, newer',
      'Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 300001 tokens. Please reduce the length of the messages.',
      300001,
      272000,
    ],
    [
      'DeepSeek',
      "This model's maximum context length is 65536 tokens. However, you requested 70000 tokens (66000 in the messages, 4000 in the completion). Please reduce the length of the messages or completion.",
      66000,
      65536,
    ],
    [
      'OpenRouter',
      'This endpoint\'s maximum context length is 131072 tokens. However, you requested about 140000 tokens (135000 of text input, 1000 of tool input, 4000 in the output). Please reduce the length of either one, or use the "middle-out" transform.',
      136000,
      131072,
    ],
    [
      'vLLM',
      "This model's maximum context length is 4096 tokens. However, your request has 5000 input tokens. Please reduce the length of the input messages.",
      5000,
      4096,
    ],
    [
      'vLLM, newer',
      "You passed 40001 input tokens and requested 100 output tokens. However, the model's context length is only 40000 tokens, resulting in a maximum input length of 39900 tokens.",
      40001,
      40000,
    ],
    [
      'llama.cpp',
      'the request (13392 tokens) exceeds the available context size (8192 tokens), try increasing it',
      13392,
      8192,
    ],
    [
      'SGLang',
      "The input (9000 tokens) is longer than the model's context length (8192 tokens).",
      9000,
      8192,
    ],
    [
      'Gemini',
      'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
      1200000,
      1048576,
    ],
    [
      'xAI',
      "This model's maximum prompt length is 131072 but the request contains 150000 tokens.",
      150000,
      131072,
    ],
    [
      'Moonshot',
      'Invalid request: Your request exceeded model token limit: 131072 (requested: 140000)',
      140000,
      131072,
    ],
    [
      'Mistral',
      'Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length',
      40000,
      32768,
    ],
    ['Anthropic behind a gateway', 'prompt is too long: 210000 tokens > 200000 maximum', 210000, 200000],
  ])('%s', (_, message, tokens, limit) => {
    const error = readChatError(400, JSON.stringify({ error: { message, code: null } }));
    expect(error).toMatchObject({
      kind: 'invalid-request',
      status: 400,
      message: `prompt is too long: ${tokens} tokens > ${limit} maximum`,
    });
  });

  test.each([
    [
      400,
      '{"error":{"message":"Your input exceeds the context window of this model. Please adjust your input and try again.","code":"context_length_exceeded"}}',
      'prompt is too long: Your input exceeds the context window of this model. Please adjust your input and try again.',
    ],
    [
      400,
      '{"error":{"message":"Please shorten it","code":"context_length_exceeded"}}',
      'prompt is too long: Please shorten it',
    ],
    [
      500,
      '{"error":"the input length exceeds the context length"}',
      'prompt is too long: the input length exceeds the context length',
    ],
    [
      413,
      '{"error":{"message":"prompt too long; exceeded max context length by 12 tokens"}}',
      'prompt is too long: prompt too long; exceeded max context length by 12 tokens',
    ],
  ])('without numbers where none are told, whatever the status: %i %s', (status, body, message) => {
    expect(readChatError(status, body)).toMatchObject({ kind: 'invalid-request', status: 400, message });
  });

  test('but for an answer that may be too long, those that make it ask for less', () => {
    const message =
      "'max_tokens' or 'max_completion_tokens' is too large: 32000. This model's maximum context length is 32768 tokens and your request has 1500 input tokens (32000 > 32768 - 1500).";
    expect(readChatError(400, JSON.stringify({ error: { message } })).message).toBe(
      'input length and `max_tokens` exceed context limit: 1500 + 32000 > 32768, decrease input length or `max_tokens` and try again',
    );
  });

  test.each([
    'Invalid max_tokens value, the valid range of max_tokens is [1, 8192]',
    'Unknown parameter: context_management',
    'tools: array too long. Expected an array with maximum length 128, but got 140 instead.',
    'Invalid schema for function: maximum must be a number',
  ])('and no other refusal is taken for one: %s', (message) => {
    expect(readChatError(400, JSON.stringify({ error: { message } })).message).toBe(message);
  });
});
