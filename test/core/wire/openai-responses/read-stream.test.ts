import { readdirSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { RequestError } from '../../../../src-main/core/errors.ts';
import { readResponsesStream } from '../../../../src-main/core/wire/openai-responses/read-stream.ts';
import { grammarFaults } from '../grammar.ts';
import type { Outcome } from '../openai-chat/answers.ts';
import { context, cutAt, fixture, gather, oneByOne, sentBlocks, type Gathered } from '../streams.ts';
import { outcomes } from './read-answers.ts';

test('every recorded stream has an outcome, and every outcome a stream', () => {
  const names = readdirSync(new URL('../../../fixtures/openai-responses', import.meta.url));
  expect(names.filter((name) => /^(?!client-).*\.sse$/.test(name)).toSorted()).toEqual(
    Object.keys(outcomes)
      .map((name) => `${name}.sse`)
      .toSorted(),
  );
});

describe.each(Object.entries(outcomes))('%s', (name, outcome) => {
  const bytes = fixture(`openai-responses/${name}`);

  test('amounts to its outcome in a valid stream', async () => {
    const read = await gather(readResponsesStream(cutAt(bytes), context));
    expect(outcomeOf(read)).toEqual(outcome);
    expect(grammarFaults(read.events, outcome.error !== undefined)).toEqual([]);
  });

  test('case 24: gives the same events wherever it is cut', async () => {
    const whole = await gather(readResponsesStream(cutAt(bytes), context));
    expect(await gather(readResponsesStream(oneByOne(bytes), context))).toEqual(whole);
    const differing: number[] = [];
    for (const offset of bytes.keys()) {
      const cut = await gather(readResponsesStream(cutAt(bytes, offset), context));
      if (!isDeepStrictEqual(cut, whole)) differing.push(offset);
    }
    expect(differing).toEqual([]);
  });

  test('case 20: never ends as if it were whole when it is cut short before its end', async () => {
    const end = bytes.lastIndexOf('"usage"');
    const silent: number[] = [];
    const faults: string[] = [];
    for (let length = 0; length < end; length += 1) {
      const { events, error } = await gather(readResponsesStream(cutAt(bytes.subarray(0, length)), context));
      if (!(error instanceof RequestError)) silent.push(length);
      faults.push(...grammarFaults(events, true));
    }
    expect({ silent, faults }).toEqual({ silent: [], faults: [] });
  });
});

test('an answer that is complete stays so when the connection breaks behind it', async () => {
  async function* breaking(): AsyncGenerator<Uint8Array, void, void> {
    yield fixture('openai-responses/text');
    throw new Error('ECONNRESET');
  }
  const { events, error } = await gather(readResponsesStream(breaking(), context));
  expect(error).toBeUndefined();
  expect(events.at(-1)).toEqual({ type: 'message_stop' });
});

test('case 20: a connection that breaks before the end is an error', async () => {
  async function* breaking(): AsyncGenerator<Uint8Array, void, void> {
    yield fixture('openai-responses/without-end');
    throw new Error('ECONNRESET');
  }
  const { events, error } = await gather(readResponsesStream(breaking(), context));
  expect(error).toMatchObject({ name: 'UpstreamProtocolError', message: expect.stringMatching(/broke/) });
  expect(grammarFaults(events, true)).toEqual([]);
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
