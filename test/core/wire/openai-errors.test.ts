import { describe, expect, test } from 'vitest';
import { RequestError, type ErrorKind } from '../../../src-main/core/errors.ts';
import { encodeOpenAIErrorEvent, writeOpenAIError } from '../../../src-main/core/wire/openai-errors.ts';
import { readChatError } from '../../../src-main/core/wire/openai-chat/read-error.ts';

const statuses: [ErrorKind, number][] = [
  ['invalid-request', 400],
  ['authentication', 401],
  ['billing', 402],
  ['permission', 403],
  ['not-found', 404],
  ['too-large', 413],
  ['rate-limit', 429],
  ['upstream', 500],
  ['timeout', 504],
  ['overloaded', 503],
];

test("an error has OpenAI's shape and the request's id", () => {
  expect(writeOpenAIError(new RequestError('authentication', 'no such token'), 'req_01')).toEqual({
    status: 401,
    body: {
      error: {
        message: 'no such token',
        type: 'invalid_request_error',
        param: null,
        code: 'invalid_api_key',
      },
      request_id: 'req_01',
    },
  });
});

describe('an error of the kind', () => {
  test.each(statuses)('%s has the status %i and is read by clients as what it is', (kind, status) => {
    const written = writeOpenAIError(new RequestError(kind, 'a'), 'req_01');
    expect(written.status).toBe(status);
    expect(readChatError(written.status, JSON.stringify(written.body))).toMatchObject({ kind, message: 'a' });
  });
});

test('a status that the error brings with it stays', () => {
  expect(writeOpenAIError(new RequestError('upstream', 'a', { status: 502 }), 'r').status).toBe(502);
});

test('case 26: a prompt that is too long has the code by which agents compact', () => {
  const error = new RequestError('invalid-request', 'prompt is too long: 9 tokens > 8 maximum');
  expect(writeOpenAIError(error, 'r').body.error.code).toBe('context_length_exceeded');
});

test('an error ends a stream that began', () => {
  const event = encodeOpenAIErrorEvent(new RequestError('overloaded', 'busy\nnow'), 'req_01');
  const [first, ...rest] = event.split('\n\n');
  expect(rest).toEqual(['data: [DONE]', '']);
  expect(JSON.parse(first?.slice('data: '.length) ?? '')).toMatchObject({ error: { message: 'busy\nnow' } });
});
