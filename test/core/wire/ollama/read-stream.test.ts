import { readdirSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { RequestError } from '../../../../src-main/core/errors.ts';
import { readOllamaStream } from '../../../../src-main/core/wire/ollama/read-stream.ts';
import { grammarFaults } from '../grammar.ts';
import { context, cutAt, gather, oneByOne, sentBlocks, type Gathered } from '../streams.ts';
import { recorded } from './fixtures.ts';
import { outcomes, type Outcome } from './outcomes.ts';

test('every recorded stream has an outcome, and every outcome a stream', () => {
  const names = readdirSync(new URL('../../../fixtures/ollama', import.meta.url));
  expect(names.toSorted()).toEqual(
    Object.keys(outcomes)
      .map((name) => `${name}.ndjson`)
      .toSorted(),
  );
});

describe.each(Object.entries(outcomes))('%s', (name, outcome) => {
  const bytes = recorded(name);

  test('amounts to its outcome in a valid stream', async () => {
    const read = await gather(readOllamaStream(cutAt(bytes), context));
    expect(outcomeOf(read)).toEqual(outcome);
    expect(grammarFaults(read.events, outcome.error !== undefined)).toEqual([]);
  });

  test('case 24: gives the same events wherever it is cut', async () => {
    const whole = await gather(readOllamaStream(cutAt(bytes), context));
    expect(await gather(readOllamaStream(oneByOne(bytes), context))).toEqual(whole);
    const differing: number[] = [];
    for (const offset of bytes.keys()) {
      const cut = await gather(readOllamaStream(cutAt(bytes, offset), context));
      if (!isDeepStrictEqual(cut, whole)) differing.push(offset);
    }
    expect(differing).toEqual([]);
  });

  test('case 20: never ends as if it were whole when it is cut short before its last line is there', async () => {
    const end = bytes.toString().trimEnd().length;
    const whole = Buffer.byteLength(bytes.toString().slice(0, end));
    const silent: number[] = [];
    const faults: string[] = [];
    for (let length = 0; length < whole; length += 1) {
      const { events, error } = await gather(readOllamaStream(cutAt(bytes.subarray(0, length)), context));
      if (!(error instanceof RequestError)) silent.push(length);
      faults.push(...grammarFaults(events, true));
    }
    expect({ silent, faults }).toEqual({ silent: [], faults: [] });
  });
});

test('a connection that breaks in the middle is an error that keeps its cause', async () => {
  const cause = new Error('ECONNRESET');
  async function* breaking(): AsyncGenerator<Uint8Array, void, void> {
    yield recorded('cut-short');
    throw cause;
  }
  const { error } = await gather(readOllamaStream(breaking(), context));
  expect(error).toMatchObject({ name: 'UpstreamProtocolError', cause });
});

test('a connection that breaks after the last part does no harm', async () => {
  async function* breaking(): AsyncGenerator<Uint8Array, void, void> {
    yield recorded('text');
    throw new Error('ECONNRESET');
  }
  const { events, error } = await gather(readOllamaStream(breaking(), context));
  expect(error).toBeUndefined();
  expect(grammarFaults(events)).toEqual([]);
});

test('a call without a name is an error, since nobody could run it', async () => {
  const line =
    '{"message":{"role":"assistant","tool_calls":[{"function":{"arguments":{}}}]},"done":true,"done_reason":"stop"}';
  const { events, error } = await gather(readOllamaStream(cutAt(Buffer.from(line)), context));
  expect(error).toMatchObject({ name: 'UpstreamProtocolError' });
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
