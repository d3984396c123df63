import Anthropic from '@anthropic-ai/sdk';
import { expect, test } from 'vitest';
import { collectMessage } from '../../../../src-main/core/wire/anthropic/collect.ts';
import { readChatStream } from '../../../../src-main/core/wire/openai-chat/read-stream.ts';
import { encodeMessageEvent } from '../../../../src-main/core/wire/sse.ts';
import { context, cutAt, fixture } from '../streams.ts';
import { outcomes } from './answers.ts';

const whole = Object.keys(outcomes).filter((name) => !outcomes[name]?.error && name !== 'broken-arguments');

test.each(whole)("Anthropic's own SDK reads %s as we do", async (name) => {
  const read = () => readChatStream(cutAt(fixture(`openai-chat/${name}`)), context);
  const ours = await collectMessage(read());
  const events: string[] = [];
  for await (const event of read()) events.push(encodeMessageEvent(event));
  const answer = new Response(events.join(''), { headers: { 'content-type': 'text/event-stream' } });
  const client = new Anthropic({ apiKey: 'none', fetch: async () => answer });
  const request = { model: 'a', max_tokens: 1, messages: [{ role: 'user' as const, content: 'a' }] };
  const theirs = await client.messages.stream(request).finalMessage();
  expect(JSON.parse(JSON.stringify(theirs.content))).toEqual(ours.content);
  expect(theirs).toMatchObject({ stop_reason: ours.stop_reason, usage: ours.usage });
});
