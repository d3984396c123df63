import { readdirSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, test } from 'vitest';
import { RequestError } from '../../../../src-main/core/errors.ts';
import { collectMessage } from '../../../../src-main/core/wire/anthropic/collect.ts';
import { gemini } from '../../../../src-main/core/wire/gemini/index.ts';
import { encodeMessageEvent } from '../../../../src-main/core/wire/sse.ts';
import { grammarFaults } from '../grammar.ts';
import { cutAt, fixture, gather, oneByOne, sentBlocks, type Gathered } from '../streams.ts';
import { geminiContext as context, outcomes, type Outcome } from './answers.ts';

const read = (bytes: AsyncIterable<Uint8Array>) => gather(gemini.readStream(bytes, context));

test('every recorded stream has an outcome, and every outcome a stream', () => {
  const names = readdirSync(new URL('../../../fixtures/gemini', import.meta.url));
  expect(names.toSorted()).toEqual(
    Object.keys(outcomes)
      .map((name) => `${name}.sse`)
      .toSorted(),
  );
});

describe.each(Object.entries(outcomes))('%s', (name, outcome) => {
  const bytes = fixture(`gemini/${name}`);

  test('amounts to its outcome in a valid stream', async () => {
    const whole = await read(cutAt(bytes));
    expect(outcomeOf(whole)).toEqual(outcome);
    expect(grammarFaults(whole.events, outcome.error !== undefined)).toEqual([]);
  });

  test('case 24: gives the same events wherever it is cut', async () => {
    const whole = await read(cutAt(bytes));
    expect(await read(oneByOne(bytes))).toEqual(whole);
    const differing: number[] = [];
    for (const offset of bytes.keys()) {
      const cut = await read(cutAt(bytes, offset));
      if (!isDeepStrictEqual(cut, whole)) differing.push(offset);
    }
    expect(differing).toEqual([]);
  });

  test('case 20: never ends as if it were whole when it is cut short before it says why it ended', async () => {
    const end = bytes.toString('latin1').search(/"(finish|block)Reason":"/);
    const silent: number[] = [];
    const faults: string[] = [];
    for (let length = 0; length < (end === -1 ? bytes.length : end); length += 1) {
      const { events, error } = await read(cutAt(bytes.subarray(0, length)));
      if (!(error instanceof RequestError)) silent.push(length);
      faults.push(...grammarFaults(events, true));
    }
    expect({ silent, faults }).toEqual({ silent: [], faults: [] });
  });
});

const complete = Object.keys(outcomes).filter((name) => !outcomes[name]?.error);

test.each(complete)("Anthropic's own SDK reads %s as we do", async (name) => {
  const stream = () => gemini.readStream(cutAt(fixture(`gemini/${name}`)), context);
  const ours = await collectMessage(stream());
  const events: string[] = [];
  for await (const event of stream()) events.push(encodeMessageEvent(event));
  const answer = new Response(events.join(''), { headers: { 'content-type': 'text/event-stream' } });
  const client = new Anthropic({ apiKey: 'none', fetch: async () => answer });
  const request = { model: 'a', max_tokens: 1, messages: [{ role: 'user' as const, content: 'a' }] };
  const theirs = await client.messages.stream(request).finalMessage();
  expect(JSON.parse(JSON.stringify(theirs.content))).toEqual(ours.content);
  expect(theirs).toMatchObject({ stop_reason: ours.stop_reason, usage: ours.usage });
});

test('the delay that an error in the stream asks for is told', async () => {
  const { error } = await read(cutAt(fixture('gemini/error-first')));
  expect(error).toMatchObject({ retryAfterSeconds: 14 });
});

test('an answer whose connection breaks is an error', async () => {
  const broken = async function* () {
    yield* cutAt(fixture('gemini/text').subarray(0, 200));
    throw new Error('socket hang up');
  };
  expect((await read(broken())).error).toMatchObject({ name: 'UpstreamProtocolError', status: 502 });
});

function outcomeOf({ events, error }: Gathered): Outcome {
  const blocks = sentBlocks(events);
  const end = events.find((event) => event.type === 'message_delta');
  if (end) return { blocks, stop: end.delta.stop_reason, usage: end.usage };
  if (!(error instanceof RequestError)) throw error;
  return {
    blocks,
    error: { name: error.name, kind: error.kind, status: error.status, message: error.message },
  };
}
