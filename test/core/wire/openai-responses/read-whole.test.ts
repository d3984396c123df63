import { describe, expect, test } from 'vitest';
import { collectMessage } from '../../../../src-main/core/wire/anthropic/collect.ts';
import { recordOf } from '../../../../src-main/core/wire/open-fields.ts';
import { openaiResponses } from '../../../../src-main/core/wire/openai-responses/index.ts';
import { context, cutAt, fixture } from '../streams.ts';
import { outcomes } from './read-answers.ts';

const readWhole = (body: unknown) =>
  openaiResponses.readWhole(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), context);

/** The whole answer that a recorded stream ends with. */
function lastResponse(bytes: Buffer): unknown {
  const lines = bytes.toString().split(/\r?\n/);
  const data = lines.findLast((line) => line.startsWith('data: {')) ?? '';
  const event = recordOf(JSON.parse(data.slice('data: '.length)));
  return event['response'] ?? event;
}

const whole = Object.keys(outcomes).filter((name) => !outcomes[name]?.error);

test.each(whole)('a whole answer is mapped as a streamed one: %s', async (name) => {
  const bytes = fixture(`openai-responses/${name}`);
  const streamed = await collectMessage(openaiResponses.readStream(cutAt(bytes), context));
  expect(await readWhole(lastResponse(bytes))).toEqual(streamed);
});

test('an answer that does not say whether it is complete is complete', async () => {
  const output = [{ type: 'message', content: [{ type: 'output_text', text: 'a' }] }];
  expect(await readWhole({ output })).toMatchObject({
    content: [{ type: 'text', text: 'a' }],
    stop_reason: 'end_turn',
    usage: {},
  });
});

describe('an answer that is none is an error', () => {
  test.each([
    [{ error: { message: 'busy', type: 'overloaded_error' } }, { kind: 'overloaded', message: 'busy' }],
    [
      { object: 'response', status: 'failed', error: { code: 'server_error', message: 'no' }, output: [] },
      { name: 'UpstreamStreamError', kind: 'upstream', message: 'no' },
    ],
    [{ object: 'response', status: 'in_progress', output: [] }, { name: 'UpstreamProtocolError' }],
    [{ id: 'x' }, { name: 'UpstreamProtocolError', message: 'the upstream answered without output' }],
    ['<html>', { message: 'the upstream answered with something that is not JSON' }],
    [
      { output: [{ type: 'function_call', call_id: 'a', name: 'Read', arguments: '{"a' }] },
      { message: 'the model called Read with arguments that are not JSON' },
    ],
  ])('%j', async (body, error) => {
    await expect(readWhole(body)).rejects.toMatchObject(error);
  });
});

test('case 21: an error answer keeps its status, and one of length says so in the words that clients know', () => {
  const body = (code: string) =>
    JSON.stringify({ error: { code, message: 'm', type: 'invalid_request_error' } });
  expect(openaiResponses.readError(404, body('model_not_found'))).toMatchObject({
    status: 404,
    message: 'm',
  });
  expect(openaiResponses.readError(400, body('context_length_exceeded'))).toMatchObject({
    status: 400,
    message: 'prompt is too long: m',
  });
});
