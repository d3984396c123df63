import { expect, test } from 'vitest';
import { answerMessage, text } from '../../upstream/anthropic.ts';
import { answerChat, says } from '../../upstream/openai-chat.ts';
import { startUpstream } from '../../upstream/scripted.ts';
import { ask, clientToken, startTestCore } from '../../support/core.ts';

const transforms = [
  { kind: 'regex', in: 'user', pattern: 'hello', replace: 'good day' },
  { kind: 'drop', path: '$.metadata' },
  { kind: 'set', path: '$.provider', value: { sort: 'price' } },
];

test('a relayed request is changed and otherwise the same', async () => {
  await using upstream = await startUpstream((request) => answerMessage(request, [text('hi')]));
  await using core = await startTestCore({
    providers: [{ id: 'a', wire: 'anthropic', baseUrl: upstream.url, transforms }],
    routes: { default: 'a/m' },
  });
  const response = await core.send(ask('x', { metadata: { user_id: 'u' }, unknown: { b: 1 } }));
  expect(response.status).toBe(200);
  expect(upstream.requests[0]?.json).toEqual({
    model: 'm',
    max_tokens: 100,
    messages: [{ role: 'user', content: 'good day' }],
    unknown: { b: 1 },
    provider: { sort: 'price' },
  });
});

test('a translated request is changed in its texts before, and in its fields after the translation', async () => {
  await using upstream = await startUpstream((request) => answerChat(request, [says('hi')]));
  await using core = await startTestCore({
    providers: [{ id: 'a', wire: 'openai-chat', baseUrl: upstream.url, transforms }],
    routes: { default: 'a/m' },
  });
  expect((await core.send(ask('x'))).status).toBe(200);
  expect(upstream.requests[0]?.json).toMatchObject({
    messages: [{ role: 'user', content: 'good day' }],
    provider: { sort: 'price' },
  });
});

test("an OpenAI client's texts are changed on their way to an upstream of the same protocol", async () => {
  await using upstream = await startUpstream((request) => answerChat(request, [says('hi')]));
  await using core = await startTestCore({
    providers: [{ id: 'a', wire: 'openai-chat', baseUrl: upstream.url, transforms }],
    routes: { default: 'a/m' },
  });
  const response = await fetch(`${core.address}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${clientToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'x', messages: [{ role: 'user', content: 'hello' }] }),
  });
  expect(response.status).toBe(200);
  expect(upstream.requests[0]?.json).toMatchObject({
    messages: [{ role: 'user', content: 'good day' }],
    provider: { sort: 'price' },
  });
});
