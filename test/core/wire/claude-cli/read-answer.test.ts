import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { RequestError } from '../../../../src-main/core/errors.ts';
import type { MessageEvent } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { readCliAnswer } from '../../../../src-main/core/wire/claude-cli/read-answer.ts';
import { readCliLine } from '../../../../src-main/core/wire/claude-cli/read-line.ts';
import { readLines } from '../../../../src-main/core/wire/lines.ts';
import { grammarFaults } from '../grammar.ts';
import { context, cutAt, gather, sentBlocks } from '../streams.ts';

const text = (said: string) => ({ type: 'text', text: said });
const answer = {
  blocks: [
    {
      type: 'thinking',
      thinking: 'A greeting — easy.',
      signature: { vendor: 'openrouter', payload: null },
    },
    text('Grüße 🌍'),
  ],
  stop: 'end_turn',
  usage: {
    input_tokens: 10,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 1200,
    output_tokens: 24,
  },
};

/** By the name of the recorded run. */
const outcomes: Readonly<Record<string, object>> = {
  answer,
  'garbage-and-colours': answer,
  'token-limit': {
    blocks: [text('Once upon')],
    stop: 'max_tokens',
    usage: { ...answer.usage, output_tokens: 2 },
  },
  'own-words': {
    blocks: [text('This is not available in this environment.')],
    stop: 'end_turn',
    usage: {
      input_tokens: 0,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      output_tokens: 0,
    },
  },
  'overloaded-in-stream': {
    blocks: [text('Half')],
    kind: 'overloaded',
    message: 'the Claude CLI failed: API Error: Overloaded',
  },
  'not-logged-in': {
    blocks: [],
    kind: 'authentication',
    message:
      'the Claude CLI is not logged in (Not logged in · Please run /login): run `claude` in a terminal and log in there, then try again',
  },
  'model-not-there': {
    blocks: [],
    kind: 'not-found',
    message:
      "the Claude CLI failed: There's an issue with the selected model (opus-9). It may not exist or you may not have access to it.",
  },
  'begun-anew': {
    blocks: [text('Half')],
    kind: 'upstream',
    message: 'the Claude CLI began its answer anew in the middle of it',
  },
  'no-result': {
    blocks: [text('Half')],
    kind: 'upstream',
    message: 'the Claude CLI ended before its answer was whole',
  },
};

const folder = new URL('../../../fixtures/claude-cli/', import.meta.url);
const recorded = (name: string) => readFileSync(new URL(`${name}.jsonl`, folder));

test('every recorded run has an outcome, and every outcome a run', () => {
  const names = Object.keys(outcomes).map((name) => `${name}.jsonl`);
  expect(readdirSync(folder).toSorted()).toEqual(names.toSorted());
});

describe.each(Object.entries(outcomes))('%s', (name, outcome) => {
  const bytes = recorded(name);

  test('amounts to its outcome in a valid stream', async () => {
    const { events, error } = await gather(read(cutAt(bytes)));
    expect(outcomeOf(events, error)).toEqual(outcome);
    expect(grammarFaults(events, error !== undefined)).toEqual([]);
  });

  test('case 24: gives the same events wherever it is cut', async () => {
    const whole = await gather(read(cutAt(bytes)));
    const differing: number[] = [];
    for (const offset of bytes.keys()) {
      if (!isDeepStrictEqual(await gather(read(cutAt(bytes, offset))), whole)) differing.push(offset);
    }
    expect(differing).toEqual([]);
  });
});

test('case 20: a run that is cut short is an error wherever that happens', async () => {
  const bytes = recorded('answer');
  const end = bytes.indexOf('"stop_reason":"end_turn"');
  const silent: number[] = [];
  for (let length = 0; length < end; length += 1) {
    const { error } = await gather(read(cutAt(bytes.subarray(0, length))));
    if (!(error instanceof RequestError)) silent.push(length);
  }
  expect(silent).toEqual([]);
});

test('the message is ours: its id, and the model that was asked for', async () => {
  const { events } = await gather(read(cutAt(recorded('answer'))));
  expect(events[0]).toMatchObject({
    type: 'message_start',
    message: { id: 'msg_01', model: 'claude-opus-5-5', usage: { input_tokens: 1234 } },
  });
});

test('a stop sequence is told', async () => {
  const lines = recorded('answer')
    .toString()
    .replace(
      '"stop_reason":"end_turn","stop_sequence":null',
      '"stop_reason":"stop_sequence","stop_sequence":"END"',
    );
  const { events } = await gather(read(cutAt(Buffer.from(lines))));
  expect(events.find(({ type }) => type === 'message_delta')).toMatchObject({
    delta: { stop_reason: 'stop_sequence', stop_sequence: 'END' },
  });
});

async function* parsed(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Record<string, unknown>, void, void> {
  for await (const line of readLines(bytes)) {
    const value = readCliLine(line);
    if (value) yield value;
  }
}

function read(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<MessageEvent, void, void> {
  return readCliAnswer(parsed(bytes), context);
}

function outcomeOf(events: readonly MessageEvent[], error: unknown): object {
  const blocks = sentBlocks(events);
  const end = events.find((event) => event.type === 'message_delta');
  if (end) return { blocks, stop: end.delta.stop_reason, usage: end.usage };
  if (!(error instanceof RequestError)) throw error;
  return { blocks, kind: error.kind, message: error.message };
}
