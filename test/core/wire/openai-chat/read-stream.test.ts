import { readdirSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { RequestError } from '../../../../src-main/core/errors.ts';
import { readChatStream } from '../../../../src-main/core/wire/openai-chat/read-stream.ts';
import { grammarFaults } from '../grammar.ts';
import { context, cutAt, fixture, gather, oneByOne, sentBlocks, type Gathered } from '../streams.ts';
import { outcomes, type Outcome } from './answers.ts';

test('every recorded stream has an outcome, and every outcome a stream', () => {
  const names = readdirSync(new URL('../../../fixtures/openai-chat', import.meta.url));
  expect(names.toSorted()).toEqual(
    Object.keys(outcomes)
      .map((name) => `${name}.sse`)
      .toSorted(),
  );
});

describe.each(Object.entries(outcomes))('%s', (name, outcome) => {
  const bytes = fixture(`openai-chat/${name}`);

  test('amounts to its outcome in a valid stream', async () => {
    const read = await gather(readChatStream(cutAt(bytes), context));
    expect(outcomeOf(read)).toEqual(outcome);
    expect(grammarFaults(read.events, outcome.error !== undefined)).toEqual([]);
  });

  test('case 24: gives the same events wherever it is cut', async () => {
    const whole = await gather(readChatStream(cutAt(bytes), context));
    expect(await gather(readChatStream(oneByOne(bytes), context))).toEqual(whole);
    const differing: number[] = [];
    for (const offset of bytes.keys()) {
      const cut = await gather(readChatStream(cutAt(bytes, offset), context));
      if (!isDeepStrictEqual(cut, whole)) differing.push(offset);
    }
    expect(differing).toEqual([]);
  });

  test('case 20: never ends as if it were whole when it is cut short before its finish_reason', async () => {
    const finish = bytes.lastIndexOf('"finish_reason":"');
    const silent: number[] = [];
    const faults: string[] = [];
    for (let length = 0; length < finish; length += 1) {
      const { events, error } = await gather(readChatStream(cutAt(bytes.subarray(0, length)), context));
      if (!(error instanceof RequestError)) silent.push(length);
      faults.push(...grammarFaults(events, true));
    }
    expect({ silent, faults }).toEqual({ silent: [], faults: [] });
  });
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
