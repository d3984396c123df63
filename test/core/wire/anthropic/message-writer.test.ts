import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MessageWriter,
  type ToolCallPiece,
} from '../../../../src-main/core/wire/anthropic/message-writer.ts';
import type { MessageEvent } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { grammarFaults } from '../grammar.ts';
import { context, sentBlocks, sentInputs } from '../streams.ts';

type Step = (writer: MessageWriter) => MessageEvent[];
const text =
  (words: string): Step =>
  (writer) =>
    writer.text(words);
const thinking =
  (words: string): Step =>
  (writer) =>
    writer.thinking(words);
const call =
  (key: number, piece: Omit<ToolCallPiece, 'key'>): Step =>
  (writer) =>
    writer.toolCall({ key, ...piece });
const args = (key: number, more: string): Step => call(key, { arguments: more });

function write(steps: readonly Step[], stopReason: 'end_turn' | 'max_tokens' = 'end_turn', given = context) {
  const writer = new MessageWriter(given);
  return [
    writer.start(),
    ...steps.map((step) => step(writer)),
    writer.finish({ stopReason, usage: {} }),
  ].flat();
}

function validBlocks(steps: readonly Step[]) {
  const events = write(steps);
  expect(grammarFaults(events)).toEqual([]);
  return sentBlocks(events);
}

test('case 9: ids keep to the characters that Anthropic allows', () => {
  const ids = validBlocks([
    call(0, { id: 'functions.Bash:0', name: 'Bash' }),
    call(1, { id: 'ok_Id-9', name: 'Bash' }),
  ]);
  expect(ids.map(({ id }) => id)).toEqual(['functions_Bash_0', 'ok_Id-9']);
});

test('case 10: missing and repeated ids become unique ones', () => {
  const blocks = validBlocks([
    call(0, { name: 'Bash' }),
    call(1, { name: 'Bash' }),
    call(2, { id: 'a.b', name: 'Bash' }),
    call(3, { id: 'a:b', name: 'Bash' }),
    call(4, { id: '0', name: 'Bash' }),
  ]);
  expect(blocks.map(({ id }) => id)).toEqual(['toolu_01', 'toolu_01_2', 'a_b', 'a_b_2', 'toolu_010']);
});

test('case 12: a block closes before the next one opens', () => {
  const events = write([thinking('a'), text('b'), thinking('c'), call(0, { name: 'Bash' }), text('d')]);
  expect(grammarFaults(events)).toEqual([]);
  expect(sentBlocks(events).map(({ type }) => type)).toEqual([
    'thinking',
    'text',
    'thinking',
    'tool_use',
    'text',
  ]);
});

describe('case 13: parallel calls that interleave', () => {
  const steps = [
    call(0, { id: 'a', name: 'Read', arguments: '{"a"' }),
    call(1, { id: 'b', name: 'Read', arguments: '{"b"' }),
    args(0, ':1}'),
    args(1, ':2}'),
  ];

  test('keep their own input', () => {
    expect(sentInputs(write(steps))).toEqual(['{"a":1}', '{"b":2}']);
  });

  test('stream as soon as the one before is whole', () => {
    const writer = new MessageWriter(context);
    const sent = steps.map((step) => step(writer).map(({ type }) => type));
    const opened = ['content_block_start', 'content_block_delta'];
    expect(sent).toEqual([
      opened,
      [],
      ['content_block_delta', 'content_block_stop', ...opened],
      ['content_block_delta'],
    ]);
  });

  test('are not taken for whole at a brace inside', () => {
    const blocks = validBlocks([
      call(0, { id: 'a', name: 'Read', arguments: '{"a":{"x":"}"}' }),
      text('between'),
      args(0, ',"b":"}'),
      args(0, '"}'),
    ]);
    expect(blocks.map(({ input, text: words }) => input ?? words)).toEqual([
      '{"a":{"x":"}"},"b":"}"}',
      'between',
    ]);
  });

  test('may get white space after their end, and nothing else', () => {
    const whole = [call(0, { name: 'Read', arguments: '{}' }), call(1, { name: 'Read', arguments: '{}' })];
    expect(sentInputs(write([...whole, args(0, ' \n')]))).toEqual(['{}', '{}']);
    expect(() => write([...whole, args(0, '{"a":1}')])).toThrowError(
      'the arguments of Read went on after their end',
    );
  });
});

describe('case 14: a tool_use', () => {
  test('starts only once its name is known', () => {
    const writer = new MessageWriter(context);
    expect(writer.toolCall({ key: 0, id: 'a', arguments: '{"x"' })).toEqual([]);
    expect(writer.toolCall({ key: 0, name: 'Read' })).toHaveLength(2);
    expect(writer.toolCall({ key: 0, arguments: ':1}' })).toHaveLength(1);
  });

  test('has the input {} where there are no arguments', () => {
    expect(validBlocks([call(0, { id: 'a', name: 'Now' })])).toEqual([
      { type: 'tool_use', id: 'a', name: 'Now', input: '{}' },
    ]);
  });

  test('gets its whole arguments at once where they come at once', () => {
    expect(validBlocks([call(0, { id: 'a', name: 'Read', arguments: '{"a":1}' })])[0]).toMatchObject({
      input: '{"a":1}',
    });
  });

  test('passes arguments on that are not JSON, for the client to refuse', () => {
    expect(validBlocks([call(0, { id: 'a', name: 'Read', arguments: '{"a":' })])[0]).toMatchObject({
      input: '{"a":',
    });
  });

  test('without a name to the end is an error, not a block less', () => {
    expect(() => write([call(0, { id: 'a', arguments: '{}' })])).toThrowError('without saying which');
  });

  test('has the name that the client knows', () => {
    const name = 'mcp__a_server__a_tool_with_a_long_name';
    expect(validBlocks([call(0, { id: 'a', name: 'short_name_1' })])[0]).toMatchObject({ name });
  });
});

test('case 15: a call forces the stop_reason tool_use', () => {
  expect(write([call(0, { name: 'Read' })], 'max_tokens').at(-2)).toMatchObject({
    delta: { stop_reason: 'tool_use' },
  });
  expect(write([text('a')], 'max_tokens').at(-2)).toMatchObject({ delta: { stop_reason: 'max_tokens' } });
});

test('case 17: message_start carries the estimated input', () => {
  expect(write([])[0]).toMatchObject({
    message: { usage: { input_tokens: 1234 }, model: 'claude-opus-5-5' },
  });
});

test('an answer without content is a valid message', () => {
  expect(write([]).map(({ type }) => type)).toEqual(['message_start', 'message_delta', 'message_stop']);
});

describe('case 19: foreign thinking', () => {
  test('is signed for its vendor, with a payload or without', () => {
    const signed: Step = (writer) => writer.thinkingSignature([{ data: 'x' }]);
    const blocks = validBlocks([thinking('a'), thinking('b'), signed, thinking('c'), text('d'), signed]);
    expect(blocks).toEqual([
      { type: 'thinking', thinking: 'ab', signature: { vendor: 'openrouter', payload: [{ data: 'x' }] } },
      { type: 'thinking', thinking: 'c', signature: { vendor: 'openrouter', payload: null } },
      { type: 'text', text: 'd' },
      { type: 'thinking', thinking: '', signature: { vendor: 'openrouter', payload: [{ data: 'x' }] } },
    ]);
  });
});

test('blocks of the prelude come first and whole, before anything that the model says', () => {
  const prelude = [
    { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'ä' } },
    {
      type: 'web_search_tool_result',
      tool_use_id: 'srvtoolu_1',
      content: { type: 'web_search_tool_result_error', error_code: 'unavailable' },
    },
    { type: 'text', text: 'No search here. ' },
  ];
  const events = write([text('So I guess.')], 'end_turn', { ...context, prelude });
  expect(grammarFaults(events)).toEqual([]);
  expect(sentBlocks(events)).toEqual([
    { ...prelude[0], input: '{"query":"ä"}' },
    prelude[1],
    { type: 'text', text: 'No search here. So I guess.' },
  ]);
});

test('whatever the order of the pieces, the stream is valid and nothing is lost or moved', () => {
  const piece = fc.oneof(
    fc.record({ kind: fc.constantFrom('text', 'thinking'), words: fc.string({ unit: 'grapheme' }) }),
    fc.record({ kind: fc.constant('call'), key: fc.nat(3), length: fc.nat(6) }),
  );
  const inputs = fc.tuple(...Array.from({ length: 4 }, () => fc.dictionary(fc.string(), fc.jsonValue())));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), inputs, (pieces, values) => {
      const left = values.map((value) => JSON.stringify(value));
      const named = new Set<number>();
      const steps: Step[] = [];
      for (const step of pieces) {
        if ('words' in step) steps.push(step.kind === 'text' ? text(step.words) : thinking(step.words));
        else {
          const more = left[step.key]?.slice(0, step.length) ?? '';
          left[step.key] = left[step.key]?.slice(step.length) ?? '';
          steps.push(
            call(step.key, { ...(named.has(step.key) ? {} : { name: `tool${step.key}` }), arguments: more }),
          );
          named.add(step.key);
        }
      }
      for (const key of named) steps.push(args(key, left[key] ?? ''));
      const blocks = validBlocks(steps);
      const calls = blocks.filter(({ type }) => type === 'tool_use');
      expect(calls.map(({ name, input }) => [name, input])).toEqual(
        [...named].map((key) => [`tool${key}`, JSON.stringify(values[key])]),
      );
      for (const kind of ['text', 'thinking']) {
        const said = pieces.flatMap((step) => ('words' in step && step.kind === kind ? [step.words] : []));
        const sent = blocks.filter(({ type }) => type === kind).map((block) => block[kind]);
        expect(sent.join('')).toBe(said.join(''));
      }
    }),
    { numRuns: 500 },
  );
});
