import { describe, expect, test } from 'vitest';
import { readGeminiError } from '../../../../src-main/core/wire/gemini/read-error.ts';
import { readModelIds } from '../../../../src-main/core/wire/gemini/read-models.ts';

const body = (code: number, status: string, message = 'no', details: object[] = []) =>
  JSON.stringify({ error: { code, message, status, details } });

describe('case 21: an error keeps its status and gets its kind by its name', () => {
  test.each([
    [400, 'INVALID_ARGUMENT', 'invalid-request'],
    [400, 'FAILED_PRECONDITION', 'invalid-request'],
    [401, 'UNAUTHENTICATED', 'authentication'],
    [403, 'PERMISSION_DENIED', 'permission'],
    [404, 'NOT_FOUND', 'not-found'],
    [429, 'RESOURCE_EXHAUSTED', 'rate-limit'],
    [500, 'INTERNAL', 'upstream'],
    [503, 'UNAVAILABLE', 'overloaded'],
    [504, 'DEADLINE_EXCEEDED', 'timeout'],
    [418, 'SOMETHING_NEW', 'invalid-request'],
  ])('%i %s', (status, name, kind) => {
    expect(readGeminiError(status, body(status, name))).toMatchObject({ kind, status, message: 'no' });
    expect(readGeminiError(status, `[${body(status, name)}]`)).toMatchObject({ kind, status, message: 'no' });
  });
});

test('a wrong key, which comes as 400, is an authentication error', () => {
  const details = [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }];
  const message = 'API key not valid. Please pass a valid API key.';
  expect(readGeminiError(400, body(400, 'INVALID_ARGUMENT', message, details))).toMatchObject({
    kind: 'authentication',
    status: 401,
    message,
  });
});

test('the delay that RetryInfo asks for is told in whole seconds', () => {
  const details = [
    { reason: 'x' },
    { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '13.2s' },
  ];
  expect(readGeminiError(429, body(429, 'RESOURCE_EXHAUSTED', 'no', details)).retryAfterSeconds).toBe(14);
  expect(readGeminiError(429, body(429, 'RESOURCE_EXHAUSTED')).retryAfterSeconds).toBeUndefined();
});

describe('a prompt that is too long is said in the words that make Claude Code compact', () => {
  test.each([
    'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
    'The input token count is 1200000 but model only supports up to 1048576.',
    'Unable to submit request because the input token count is 1200000 but the model supports up to 1048576.',
  ])('%s', (message) => {
    expect(readGeminiError(400, body(400, 'INVALID_ARGUMENT', message))).toMatchObject({
      kind: 'invalid-request',
      status: 400,
      message: 'prompt is too long: 1200000 tokens > 1048576 maximum',
    });
  });

  test('without numbers where none are told', () => {
    const message = 'The input token count exceeds the maximum number of tokens allowed 1048576.';
    expect(readGeminiError(400, body(400, 'INVALID_ARGUMENT', message)).message).toBe(
      `prompt is too long: ${message}`,
    );
  });

  test('but not a quota that counts tokens', () => {
    const message = 'Quota exceeded: input token count 1200000, limit 1000000';
    expect(readGeminiError(429, body(429, 'RESOURCE_EXHAUSTED', message))).toMatchObject({
      kind: 'rate-limit',
      message,
    });
  });
});

test('what is no JSON is read as text', () => {
  expect(readGeminiError(502, '<html><title>Bad Gateway</title></html>')).toMatchObject({
    kind: 'upstream',
    status: 502,
    message: 'Bad Gateway',
  });
  expect(readGeminiError(500, '').message).toBe('the upstream answered 500 and did not say why');
});

test('the models that can chat are listed by their ids', () => {
  const models = [
    { name: 'models/gemini-4-argon', supportedGenerationMethods: ['generateContent', 'countTokens'] },
    { name: 'models/gemini-embedding-2', supportedGenerationMethods: ['embedContent'] },
    { name: 'models/gemini-3.8-flash' },
  ];
  expect(readModelIds({ models })).toEqual(['gemini-4-argon', 'gemini-3.8-flash']);
  expect(readModelIds({ data: [] })).toEqual([]);
});
