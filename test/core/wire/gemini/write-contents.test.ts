import { describe, expect, test } from 'vitest';
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
import { contents, second, write } from './written.ts';

const signed = { thoughtSignature: 'skip_thought_signature_validator' };
const calls = (id: string, name = 'Read', args = {}) => ({ functionCall: { id, name, args } });
const answers = (id: string, output: string, more = {}) => ({
  functionResponse: { id, name: 'Read', response: { output }, ...more },
});
const png = { inlineData: { mimeType: 'image/png', data: pixel } };

describe('the conversation', () => {
  test('has the roles user and model, and the system prompt apart', () => {
    const written = write({
      system: 'You are an agent.',
      messages: [user('hi'), assistant('yes?'), user('go')],
    });
    expect(written.body).toEqual({
      systemInstruction: { parts: [{ text: 'You are an agent.' }] },
      contents: [
        { role: 'user', parts: [{ text: 'hi' }] },
        { role: 'model', parts: [{ text: 'yes?' }] },
        { role: 'user', parts: [{ text: 'go' }] },
      ],
    });
    expect(written.losses).toEqual([]);
  });

  test('case 6: the billing block is dropped from the system prompt', () => {
    const blocks = [text('x-anthropic-billing-header: cc_version=2;'), text('You are an agent.')];
    expect(write({ system: blocks }).body['systemInstruction']).toEqual({
      parts: [{ text: 'You are an agent.' }],
    });
    expect(write({ system: [text('x-anthropic-billing-header: a;')] }).body).not.toHaveProperty(
      'systemInstruction',
    );
  });

  test('case 4: system text in mid-conversation stays in its place as wrapped user text', () => {
    expect(
      contents([user('hi'), system('Plan mode is active'), assistant('so'), system([text('off')])]),
    ).toEqual([
      {
        role: 'user',
        parts: [{ text: 'hi' }, { text: '<system-reminder>\nPlan mode is active\n</system-reminder>' }],
      },
      { role: 'model', parts: [{ text: 'so' }] },
      { role: 'user', parts: [{ text: '<system-reminder>\noff\n</system-reminder>' }] },
    ]);
  });

  test('case 25: empty texts are dropped, and a turn of nothing else', () => {
    expect(contents([user([text(''), text('a')]), assistant([text('')]), user('b')])).toEqual([
      { role: 'user', parts: [{ text: 'a' }, { text: 'b' }] },
    ]);
  });
});

describe('case 1: results', () => {
  test('stand directly behind the calls that they answer, in their order and alone', () => {
    const written = contents([
      assistant([text('both'), call('a'), call('b')]),
      user([text('wait'), result('b', 'B')]),
      user([result('a', 'A'), text('more')]),
    ]);
    expect(written).toEqual([
      { role: 'model', parts: [{ text: 'both' }, { ...calls('a'), ...signed }, calls('b')] },
      { role: 'user', parts: [answers('a', 'A'), answers('b', 'B')] },
      { role: 'user', parts: [{ text: 'wait' }, { text: 'more' }] },
    ]);
  });

  test('are said where there are none, and their calls named where there are none', () => {
    const { losses } = write({ messages: [assistant([call('a')]), user([result('x', 'X')])] });
    expect(losses).toContain('a tool call had no result: the model was told so');
    expect(losses).toContain('a tool result without a call was sent as user text');
    expect(contents([assistant([call('a')]), user([result('x', 'X')])]).slice(1)).toEqual([
      { role: 'user', parts: [answers('a', '[This call was interrupted and has no result.]')] },
      {
        role: 'user',
        parts: [{ text: '[A tool result whose call is not part of this conversation]' }, { text: 'X' }],
      },
    ]);
  });

  test('case 26: a failed one is an error', () => {
    expect(
      contents([assistant([call('a')]), user([result('a', 'no such file', { is_error: true })])])[1],
    ).toEqual({
      role: 'user',
      parts: [{ functionResponse: { id: 'a', name: 'Read', response: { error: 'no such file' } } }],
    });
  });

  test('case 10: calls that share an id get ids of their own', () => {
    const written = contents([assistant([call('a'), call('a')]), user([result('a', '1'), result('a', '2')])]);
    const ids = written.flatMap(({ parts }) =>
      parts.map((part) => JSON.stringify(part).match(/"id":"([^"]+)"/)?.[1]),
    );
    expect(ids[0]).toBe('a');
    expect(ids[1]).not.toBe('a');
    expect(ids.slice(2)).toEqual(ids.slice(0, 2));
  });
});

describe('case 3: what a tool returned beside text', () => {
  const messages = [
    assistant([call('a'), call('b')]),
    user([result('a', [text('a picture'), image()]), result('b', [pdf()]), text('what is it?')]),
  ];

  test('stands inside of its result from Gemini 3 on', () => {
    const file = { inlineData: { mimeType: 'application/pdf', data: 'JVBERi0xLjQK' } };
    expect(contents(messages).slice(1)).toEqual([
      {
        role: 'user',
        parts: [
          answers('a', 'a picture', { parts: [png] }),
          answers('b', '[The tool returned nothing but what is attached.]', { parts: [file] }),
        ],
      },
      { role: 'user', parts: [{ text: 'what is it?' }] },
    ]);
  });

  test('follows all results of the group before', () => {
    expect(contents(messages, second).slice(1)).toEqual([
      {
        role: 'user',
        parts: [
          answers('a', 'a picture\n\n[Attachment 1 follows the results.]'),
          answers('b', '[Attachment 2 follows the results.]'),
        ],
      },
      {
        role: 'user',
        parts: [
          { text: '[Attachment 1, returned by the tool call a]' },
          png,
          { text: '[Attachment 2, returned by the tool call b]' },
          { inlineData: { mimeType: 'application/pdf', data: 'JVBERi0xLjQK' } },
          { text: 'what is it?' },
        ],
      },
    ]);
  });

  test('follows them where it is an address', () => {
    const linked = { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } };
    expect(contents([assistant([call('a')]), user([result('a', [linked])])])[2]).toEqual({
      role: 'user',
      parts: [
        { text: '[Attachment 1, returned by the tool call a]' },
        { fileData: { fileUri: 'https://example.com/a.png', mimeType: 'image/png' } },
      ],
    });
  });
});

describe('media that the user shows', () => {
  test('are sent as data or by address', () => {
    const linked = { type: 'document', source: { type: 'url', url: 'https://example.com/plan.PDF?x=1' } };
    expect(contents([user([image(), pdf('plan.pdf'), linked])])[0]?.parts).toEqual([
      png,
      { text: '[Document: plan.pdf]' },
      { inlineData: { mimeType: 'application/pdf', data: 'JVBERi0xLjQK' } },
      { fileData: { fileUri: 'https://example.com/plan.PDF?x=1', mimeType: 'application/pdf' } },
    ]);
  });

  test.each([
    [
      { type: 'base64', media_type: 'image/gif', data: 'R0lG' },
      'an image of type image/gif was left out: this provider does not read that type',
    ],
    [
      { type: 'url', url: 'https://example.com/show?id=1' },
      'an image was left out: its address does not end in a type that is read',
    ],
    [
      { type: 'file', file_id: 'file_1' },
      'an image was left out: it is stored at Anthropic and known by its id only',
    ],
  ])('are named where they cannot be: %j', (source, loss) => {
    const written = write({ messages: [user([{ type: 'image', source }])] });
    expect(written.losses).toEqual([loss]);
    expect(JSON.stringify(written.body)).toContain('[Signalbox left out an image');
    expect(JSON.stringify(written.body)).not.toContain('R0lG');
  });

  test('a block of a kind that nobody knows is sent as text, and named', () => {
    const written = write({ messages: [user([{ type: 'constructor', data: 'x' }])] });
    expect(JSON.stringify(written.body)).toContain('[constructor]');
    expect(written.losses).toEqual(['a block of type "constructor" was sent as text']);
  });
});

test('case 7: tool references read as text, by the name that the tool has upstream', () => {
  const written = contents([
    assistant([call('a')]),
    user([result('a', [{ type: 'tool_reference', tool_name: '3d/render' }])]),
  ]);
  expect(JSON.stringify(written[1])).toMatch(/\[The tool __3d_render_h[0-9a-f]{12} is available now\.\]/);
});
