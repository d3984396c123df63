import { describe, expect, test } from 'vitest';
import type { Block } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { tagSignature } from '../../../../src-main/core/wire/signature.ts';
import {
  assistant,
  call,
  image,
  pdf,
  pixel,
  result,
  system,
  text,
  user,
} from '../openai-chat/write-request-parts.ts';
import { called, inputOf, output, said, write, writtenInput } from './write-parts.ts';

const inputImage = {
  type: 'input_image',
  image_url: `data:image/png;base64,${pixel}`,
  detail: 'auto',
};
const inputFile = (filename: string) => ({
  type: 'input_file',
  filename,
  file_data: 'data:application/pdf;base64,JVBERi0xLjQK',
});

describe('turns', () => {
  test('stand in their order', () => {
    expect(writtenInput([user('a'), assistant('b'), user([text('c'), text('d')])])).toEqual([
      said('user', 'a'),
      said('assistant', 'b'),
      said('user', 'c', 'd'),
    ]);
  });

  test('case 25: empty texts are dropped, and messages that held nothing else', () => {
    const written = writtenInput([user([text(''), text('a')]), assistant(''), user(''), assistant('b')]);
    expect(written).toEqual([said('user', 'a'), said('assistant', 'b')]);
  });

  test('texts of the assistant that follow each other are one text', () => {
    expect(writtenInput([assistant([text('The sky is '), text('blue.')])])).toEqual([
      said('assistant', 'The sky is blue.'),
    ]);
  });

  test('what the model says between its calls stays there', () => {
    const blocks = [text('First.'), call('a'), text('Then.'), call('b')];
    expect(writtenInput([assistant(blocks), user([result('a', '1'), result('b', '2')])])).toEqual([
      said('assistant', 'First.'),
      called('a'),
      said('assistant', 'Then.'),
      called('b'),
      output('a', '1'),
      output('b', '2'),
    ]);
  });
});

describe('case 4: system messages in mid-conversation', () => {
  const conversation = [user('a'), system('Plan mode is active'), assistant('b'), user('c')];

  test('stay where they are as the developer', () => {
    expect(writtenInput(conversation)).toEqual([
      said('user', 'a'),
      said('developer', 'Plan mode is active'),
      said('assistant', 'b'),
      said('user', 'c'),
    ]);
  });

  test('stay where they are as the system where the target knows no developer', () => {
    expect(writtenInput(conversation, { laterSystem: 'system' })[1]).toEqual(
      said('system', 'Plan mode is active'),
    );
  });

  test('come after the result where they stood between it and its call', () => {
    const written = writtenInput([assistant([call('a')]), system('note'), user([result('a', 'ok')])]);
    expect(written).toEqual([called('a'), output('a', 'ok'), said('developer', 'note')]);
  });
});

describe('case 1: results', () => {
  test('out of order, or over several messages, stand behind their calls', () => {
    const written = writtenInput([
      assistant([call('a'), call('b')]),
      user([text('meanwhile'), result('b', 'two')]),
      assistant('waiting'),
      user([result('a', 'one')]),
    ]);
    expect(written).toEqual([
      called('a'),
      called('b'),
      output('a', 'one'),
      output('b', 'two'),
      said('user', 'meanwhile'),
      said('assistant', 'waiting'),
    ]);
  });

  test('that are missing are said to be', () => {
    const written = write({ messages: [assistant([call('a')]), user('go on')] });
    expect(inputOf(written)[1]).toEqual(output('a', '[This call was interrupted and has no result.]'));
    expect(written.losses).toEqual(['a tool call had no result: the model was told so']);
  });

  test('without a call are kept as text', () => {
    expect(writtenInput([user([result('gone', 'it rains')])])).toEqual([
      said('user', '[A tool result whose call is not part of this conversation]', 'it rains'),
    ]);
  });
});

test('case 9: ids that are too long or have foreign characters change alike on call and output', () => {
  const written = writtenInput([assistant([call('functions.Read:0')]), user([result('functions.Read:0')])]);
  const ids = written.map((item) => ('call_id' in item ? item.call_id : undefined));
  expect(ids[0]).toMatch(/^[a-zA-Z0-9_-]{1,40}$/);
  expect(ids[1]).toBe(ids[0]);
});

test('case 10: calls that share an id get ids of their own, and each its own output', () => {
  const round = (answer: string) => [assistant([call('0')]), user([result('0', answer)])];
  const written = writtenInput([...round('first'), ...round('second')]);
  const ids = written.map((item) => ('call_id' in item ? item.call_id : undefined));
  expect(ids).toEqual([ids[0], ids[0], ids[2], ids[2]]);
  expect(ids[2]).not.toBe(ids[0]);
  expect(written[3]).toMatchObject({ output: 'second' });
});

describe('case 3: images and documents', () => {
  test('of the user go natively', () => {
    expect(writtenInput([user([text('look'), image(), pdf('plan.pdf')])])).toEqual([
      {
        type: 'message',
        role: 'user',
        content: [
          { type: 'input_text', text: 'look' },
          inputImage,
          { type: 'input_text', text: '[Document: plan.pdf]' },
          inputFile('plan.pdf'),
        ],
      },
    ]);
  });

  test('inside a result stay in it', () => {
    const written = writtenInput([
      assistant([call('a')]),
      user([result('a', [text('a picture'), image(), pdf()])]),
    ]);
    expect(written).toEqual([
      called('a'),
      output('a', [{ type: 'input_text', text: 'a picture' }, inputImage, inputFile('document.pdf')]),
    ]);
  });

  test('with addresses go by them', () => {
    const at = (type: string, url: string): Block => ({ type, source: { type: 'url', url } });
    const [message] = writtenInput([
      user([at('image', 'https://example.com/a.png'), at('document', 'https://example.com/a.pdf')]),
    ]);
    expect(message).toMatchObject({
      content: [
        { type: 'input_image', image_url: 'https://example.com/a.png' },
        { type: 'input_file', file_url: 'https://example.com/a.pdf' },
      ],
    });
    expect(JSON.stringify(message)).not.toContain('filename');
  });

  test('that only Anthropic has are named in their place', () => {
    const written = write({ messages: [user([{ type: 'image', source: { type: 'file', file_id: 'f' } }])] });
    expect(JSON.stringify(written.body)).toContain('[Signalbox left out an image');
    expect(written.losses).toHaveLength(1);
  });
});

test('case 26: is_error is said in the text, beside images too', () => {
  const failed = (content: string | Block[]) =>
    writtenInput([assistant([call('a')]), user([result('a', content, { is_error: true })])])[1];
  expect(failed('no such file')).toEqual(output('a', '[The tool call failed.]\n\nno such file'));
  expect(failed([image()])).toEqual(
    output('a', [{ type: 'input_text', text: '[The tool call failed.]' }, inputImage]),
  );
});

test('case 7: tool references read as text, by the name that the tool has upstream', () => {
  const long = `mcp__${'x'.repeat(80)}`;
  const written = write({
    tools: [{ name: long, input_schema: { type: 'object' }, defer_loading: true }],
    messages: [
      assistant([call('a', 'ToolSearch')]),
      user([result('a', [{ type: 'tool_reference', tool_name: long }])]),
    ],
  });
  const [upstreamName] = written.toolNames.keys();
  expect(inputOf(written)[1]).toEqual(output('a', `[The tool ${upstreamName} is available now.]`));
});

describe('case 19: thinking', () => {
  const item = (id: string) => ({
    id,
    type: 'reasoning',
    summary: [{ type: 'summary_text', text: 'Hm.' }],
    encrypted_content: `gAAAAAB${id}`,
    new_field: 1,
  });
  const thought = (vendor: string, payload: unknown): Block => ({
    type: 'thinking',
    thinking: 'secret',
    signature: tagSignature({ vendor, payload }),
  });

  test('goes back verbatim, and in its place among what it led to', () => {
    const blocks = [
      thought('acme', item('rs_1')),
      text('So.'),
      thought('acme', item('rs_2')),
      thought('acme', item('rs_3')),
      call('a'),
    ];
    expect(writtenInput([assistant(blocks), user([result('a', 'ok')])])).toEqual([
      item('rs_1'),
      said('assistant', 'So.'),
      item('rs_2'),
      item('rs_3'),
      called('a'),
      output('a', 'ok'),
    ]);
  });

  test.each([
    ['of another vendor', thought('other', item('rs_1'))],
    ['of Anthropic', { type: 'thinking', thinking: 'secret', signature: 'EqQBCgIYAhIM' }],
    ['without a signature', { type: 'thinking', thinking: 'secret' }],
    ['that was redacted', { type: 'redacted_thinking', data: 'secret' }],
  ])('%s is dropped and named', (_kind, block) => {
    const written = write({ messages: [assistant([text('a'), block, text('b')])] });
    expect(inputOf(written)).toEqual([said('assistant', 'a', 'b')]);
    expect(written.losses).toEqual(['thinking that came from another vendor']);
  });

  test.each([null, { type: 'reasoning', id: 'rs_1', summary: [] }, [{ type: 'reasoning.text', text: 'x' }]])(
    'with %j as its form is dropped, since nobody could look it up',
    (payload) => {
      const written = write({ messages: [assistant([thought('acme', payload), text('b')])] });
      expect(inputOf(written)).toEqual([said('assistant', 'b')]);
      expect(written.losses).toEqual(['thinking that came without a form to send it back in']);
    },
  );

  test('that a turn broke off with is dropped, which would be refused', () => {
    const written = write({ messages: [user('a'), assistant([thought('acme', item('rs_1'))]), user('b')] });
    expect(inputOf(written)).toEqual([said('user', 'a'), said('user', 'b')]);
    expect(written.losses).toEqual(['thinking that a turn broke off with']);
  });
});

test('searches that Anthropic ran read as text', () => {
  const written = writtenInput([
    assistant([
      { type: 'server_tool_use', id: 's', name: 'web_search', input: { query: 'weather' } },
      {
        type: 'web_search_tool_result',
        tool_use_id: 's',
        content: [{ title: 'Rain', url: 'https://example.com/rain', encrypted_content: 'Eo8B' }],
      },
      text('It rains.'),
    ]),
  ]);
  expect(written).toEqual([
    said(
      'assistant',
      '[Called web_search: {"query":"weather"}]',
      '[Web search results]\n- Rain: https://example.com/rain',
      'It rains.',
    ),
  ]);
});
