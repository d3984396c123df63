import Anthropic from '@anthropic-ai/sdk';
import { expect, test } from 'vitest';
import { ask, clientToken, startTestCore } from '../../support/core.ts';

const client = (address: string): Anthropic =>
  new Anthropic({ baseURL: address, apiKey: clientToken, maxRetries: 0 });

test('tokens are counted for the SDK, more of them for more text', async () => {
  await using core = await startTestCore(undefined);
  const { messages } = client(core.address);
  const count = async (content: string): Promise<number> =>
    (await messages.countTokens({ model: 'claude-opus-5-5', messages: [{ role: 'user', content }] }))
      .input_tokens;
  const short = await count('hello');
  expect(short).toBeGreaterThan(0);
  expect(short).toBeLessThan(30);
  expect(await count('hello world, '.repeat(1000))).toBeGreaterThan(2000);
  expect(await core.rows()).toEqual([]);
});

test("a body that is no request is a clear 400, and a missing token a 401, in Anthropic's shape", async () => {
  await using core = await startTestCore(undefined);
  const send = async (body: string, token: string): Promise<{ status: number; type: unknown }> => {
    const response = await fetch(`${core.address}/v1/messages/count_tokens?beta=true`, {
      method: 'POST',
      headers: { 'x-api-key': token },
      body,
    });
    const { error } = (await response.json()) as { error: { type: unknown } };
    return { status: response.status, type: error.type };
  };
  expect(await send('{"model":5}', clientToken)).toEqual({ status: 400, type: 'invalid_request_error' });
  expect(await send(JSON.stringify(ask('m')), 'wrong')).toEqual({
    status: 401,
    type: 'authentication_error',
  });
});

test('an odd body that can be read is counted roughly rather than refused', async () => {
  await using core = await startTestCore(undefined);
  const response = await fetch(`${core.address}/v1/messages/count_tokens`, {
    method: 'POST',
    headers: { 'x-api-key': clientToken },
    body: JSON.stringify(ask('m', { tools: [{ name: 5, input_schema: null }] })),
  });
  expect(await response.json()).toEqual({ input_tokens: expect.any(Number) });
});
