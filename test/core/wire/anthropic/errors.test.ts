import { expect, test } from 'vitest';
import { RequestError, UpstreamProtocolError, type ErrorKind } from '../../../../src-main/core/errors.ts';
import {
  encodeErrorEvent,
  readAnthropicError,
  writeAnthropicError,
} from '../../../../src-main/core/wire/anthropic/errors.ts';

const table: [ErrorKind, number, string][] = [
  ['invalid-request', 400, 'invalid_request_error'],
  ['authentication', 401, 'authentication_error'],
  ['billing', 402, 'billing_error'],
  ['permission', 403, 'permission_error'],
  ['not-found', 404, 'not_found_error'],
  ['too-large', 413, 'request_too_large'],
  ['rate-limit', 429, 'rate_limit_error'],
  ['upstream', 500, 'api_error'],
  ['timeout', 504, 'timeout_error'],
  ['overloaded', 529, 'overloaded_error'],
];

test.each(table)('the kind %s is %i %s', (kind, status, type) => {
  const body = { type: 'error', error: { type, message: 'why' }, request_id: 'req_1' };
  expect(writeAnthropicError(new RequestError(kind, 'why'), 'req_1')).toEqual({ status, body });
  expect(readAnthropicError(status, JSON.stringify(body))).toMatchObject({ kind, status, message: 'why' });
});

test('case 21: an error keeps the status that it came with', () => {
  expect(writeAnthropicError(new UpstreamProtocolError('broke'), 'req_1').status).toBe(502);
  expect(readAnthropicError(503, '{"error":{"type":"overloaded_error","message":"busy"}}')).toMatchObject({
    kind: 'overloaded',
    status: 503,
  });
});

test('case 20: a stream that failed ends with an error event', () => {
  expect(encodeErrorEvent(new RequestError('overloaded', 'a\nb'), 'req_1')).toBe(
    'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"a\\nb"},"request_id":"req_1"}\n\n',
  );
});

test.each([
  ['<html><head><title>502 Bad Gateway</title></head><body>…</body></html>', '502 Bad Gateway'],
  ['<!DOCTYPE html><body><script>x()</script><h1>Not\n here</h1></body>', 'Not here'],
  ['  upstream\n connect error ', 'upstream connect error'],
  ['{"message":"no"}', 'no'],
  ['', 'the upstream answered 502 and did not say why'],
])('a body of another shape is read too: %j', (body, message) => {
  expect(readAnthropicError(502, body)).toMatchObject({ kind: 'upstream', status: 502, message });
});
