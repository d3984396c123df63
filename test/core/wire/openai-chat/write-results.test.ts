import { describe, expect, test } from 'vitest';
import {
  assistant,
  call,
  image,
  messagesOf,
  pdf,
  pixel,
  result,
  text,
  user,
  write,
  writtenMessages,
} from './write-request-parts.ts';

const tool = (id: string, content: unknown) => ({ role: 'tool', tool_call_id: id, content });

describe('grouping', () => {
  test('case 1: results out of order come back in the order of the calls', () => {
    const written = writtenMessages([
      assistant([call('a'), call('b')]),
      user([result('b', 'two'), result('a', 'one')]),
    ]);
    expect(written.slice(1)).toEqual([tool('a', 'one'), tool('b', 'two')]);
  });

  test('case 1: results over several messages stand directly behind their calls', () => {
    const written = writtenMessages([
      user('go'),
      assistant([call('a'), call('b')]),
      user([text('meanwhile'), result('b', 'two')]),
      assistant('waiting'),
      user([result('a', 'one')]),
    ]);
    expect(
      written.map((message) => ('tool_call_id' in message ? message.tool_call_id : message.role)),
    ).toEqual(['user', 'assistant', 'a', 'b', 'user', 'assistant']);
  });

  test('case 1: a call without a result gets one that says so', () => {
    const written = write({ messages: [assistant([call('a'), call('b')]), user([result('b', 'two')])] });
    expect(messagesOf(written).slice(1)).toEqual([
      tool('a', '[This call was interrupted and has no result.]'),
      tool('b', 'two'),
    ]);
    expect(written.losses).toEqual(['a tool call had no result: the model was told so']);
  });

  test('case 1: a result without a call is kept as text', () => {
    const written = write({ messages: [user([result('gone', 'the weather is fine')])] });
    expect(messagesOf(written)).toEqual([
      {
        role: 'user',
        content: '[A tool result whose call is not part of this conversation]\n\nthe weather is fine',
      },
    ]);
    expect(written.losses).toEqual(['a tool result without a call was sent as user text']);
  });
});

describe('ids', () => {
  const callIds = (written: ReturnType<typeof writtenMessages>) =>
    written.flatMap((message) =>
      'tool_calls' in message ? (message.tool_calls ?? []).map(({ id }) => id) : [],
    );
  const resultIds = (written: ReturnType<typeof writtenMessages>) =>
    written.flatMap((message) => ('tool_call_id' in message ? [message.tool_call_id] : []));

  test('case 9: ids that are too long or have foreign characters change alike on call and result', () => {
    const ids = ['functions.Read:0', `chatcmpl-tool-${'f'.repeat(32)}`];
    const written = writtenMessages(ids.flatMap((id) => [assistant([call(id)]), user([result(id, id)])]));
    expect(callIds(written)).toEqual(resultIds(written));
    for (const id of callIds(written)) expect(id).toMatch(/^[a-zA-Z0-9_-]{1,40}$/);
  });

  test('case 9: ids that fit stay as they are', () => {
    const written = writtenMessages([
      assistant([call('toolu_01AbCdEfGhIjKlMnOpQrStUv')]),
      user([result('toolu_01AbCdEfGhIjKlMnOpQrStUv')]),
    ]);
    expect(callIds(written)).toEqual(['toolu_01AbCdEfGhIjKlMnOpQrStUv']);
  });

  test('case 10: calls that share an id get ids of their own, and each its own result', () => {
    const written = writtenMessages([
      assistant([call('0')]),
      user([result('0', 'first')]),
      assistant([call('0')]),
      user([result('0', 'second')]),
    ]);
    expect(new Set(callIds(written)).size).toBe(2);
    expect(written.filter(({ role }) => role === 'tool').map(({ content }) => content)).toEqual([
      'first',
      'second',
    ]);
    expect(resultIds(written)).toEqual(callIds(written));
  });

  test('case 10: calls without ids meet their results in order', () => {
    const nameless = { type: 'tool_use', name: 'Read', input: {} };
    const written = writtenMessages([
      assistant([nameless, { ...nameless }]),
      user([
        { type: 'tool_result', content: 'one' },
        { type: 'tool_result', content: 'two' },
      ]),
    ]);
    expect(written.slice(1).map(({ content }) => content)).toEqual(['one', 'two']);
    expect(new Set(callIds(written)).size).toBe(2);
  });

  test('case 10: the same conversation gets the same ids when it goes on', () => {
    const begun = [
      assistant([call('0')]),
      user([result('0', 'x')]),
      assistant([call('0')]),
      user([result('0', 'y')]),
    ];
    const gone = writtenMessages([...begun, assistant([call('0')]), user([result('0', 'z')])]);
    expect(gone.slice(0, 4)).toEqual(writtenMessages(begun));
  });
});

describe('content', () => {
  test('case 3: images and documents follow in one user message after all results of the group', () => {
    const written = writtenMessages(
      [
        assistant([call('a'), call('b')]),
        user([
          result('a', [text('a picture'), image()]),
          result('b', [pdf('plan.pdf')]),
          text('what is it?'),
        ]),
      ],
      { files: 'data' },
    );
    expect(written.slice(1)).toEqual([
      tool('a', 'a picture\n\n[Attachment 1 follows in the next user message.]'),
      tool('b', '[Document: plan.pdf]\n\n[Attachment 2 follows in the next user message.]'),
      {
        role: 'user',
        content: [
          { type: 'text', text: '[Attachment 1, returned by the tool call a]' },
          { type: 'image_url', image_url: { url: `data:image/png;base64,${pixel}` } },
          { type: 'text', text: '[Attachment 2, returned by the tool call b]' },
          {
            type: 'file',
            file: { filename: 'plan.pdf', file_data: 'data:application/pdf;base64,JVBERi0xLjQK' },
          },
          { type: 'text', text: 'what is it?' },
        ],
      },
    ]);
  });

  test('case 26: is_error is said in the text', () => {
    const written = writtenMessages([
      assistant([call('a')]),
      user([result('a', 'no such file', { is_error: true })]),
    ]);
    expect(written[1]).toEqual(tool('a', '[The tool call failed.]\n\nno such file'));
  });

  test('a result of nothing says so, since upstreams refuse empty content', () => {
    const written = writtenMessages([
      assistant([call('a'), call('b')]),
      user([result('a'), result('b', '')]),
    ]);
    expect(written.slice(1)).toEqual([
      tool('a', '[The tool returned nothing.]'),
      tool('b', '[The tool returned nothing.]'),
    ]);
  });

  test('case 26: a result that ends a cached prefix keeps its mark', () => {
    const marked = result('a', 'ok', { cache_control: { type: 'ephemeral' } });
    const written = writtenMessages([assistant([call('a')]), user([marked])], { cacheControl: true });
    expect(written[1]).toEqual(
      tool('a', [{ type: 'text', text: 'ok', cache_control: { type: 'ephemeral' } }]),
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
    expect(messagesOf(written)[1]).toEqual(tool('a', `[The tool ${upstreamName} is available now.]`));
  });
});
