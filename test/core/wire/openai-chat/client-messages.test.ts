import { describe, expect, test } from 'vitest';
import { pixel } from './write-request-parts.ts';
import { read } from './client-given.ts';

const text = (said: string) => ({ type: 'text', text: said });
const user = { role: 'user', content: 'hi' };
const call = (id: string, name: string, given: unknown) => ({
  id,
  type: 'function',
  function: { name, arguments: given },
});
const messagesOf = (...messages: object[]) => read({ messages }).request.messages;
const lossesOf = (...messages: object[]) => read({ messages }).losses;
const said = (message: object) => messagesOf(user, message)[1]?.content;
const heard = (...content: object[]) => messagesOf({ role: 'user', content })[0]?.content;

test('system and developer text before anything else is the system prompt, later text stays in its place', () => {
  const { request } = read({
    messages: [
      { role: 'system', content: 'a' },
      {
        role: 'developer',
        content: [
          { type: 'text', text: 'b' },
          { type: 'text', text: 'c' },
        ],
      },
      user,
      { role: 'developer', content: 'd' },
    ],
  });
  expect(request.system).toEqual([text('a'), text('b'), text('c')]);
  expect(request.messages).toEqual([
    { role: 'user', content: [text('hi')] },
    { role: 'system', content: [text('d')] },
  ]);
});

test('instructions alone are sent as the user, and it is said', () => {
  const { request, losses } = read({
    messages: [
      { role: 'system', content: 'a' },
      { role: 'system', content: 'b' },
    ],
  });
  expect(request).toMatchObject({ system: [text('a')], messages: [{ role: 'user', content: [text('b')] }] });
  expect(losses).toEqual(['the last system text was sent as the user, who said nothing']);
});

test('case 25: empty texts and messages are left out', () => {
  expect(messagesOf({ role: 'user', content: '' }, { role: 'system', content: 'a' }, user)).toEqual([
    { role: 'user', content: [text('hi')] },
  ]);
});

describe('what a user may say', () => {
  const data = `data:image/png;base64,${pixel}`;
  const pdf = 'data:application/pdf;base64,JVBERi0xLjQK';
  const png = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: pixel } };

  test.each([
    ['an image in base64', { type: 'image_url', image_url: { url: data } }, png],
    ['an image as a bare string', { type: 'image_url', image_url: data }, png],
    [
      'an image at an address',
      { type: 'image_url', image_url: { url: 'https://a.test/b.png' } },
      { type: 'image', source: { type: 'url', url: 'https://a.test/b.png' } },
    ],
    [
      'an image of a type with another name',
      { type: 'image_url', image_url: { url: 'data:image/jpg;base64,AA==' } },
      { type: 'image', source: { type: 'base64', media_type: 'image/jpeg', data: 'AA==' } },
    ],
    [
      'a PDF',
      { type: 'file', file: { filename: 'plan.pdf', file_data: pdf } },
      {
        type: 'document',
        source: { type: 'base64', media_type: 'application/pdf', data: 'JVBERi0xLjQK' },
        title: 'plan.pdf',
      },
    ],
    [
      'a file at an address',
      { type: 'file', file: { file_data: 'https://a.test/b.pdf' } },
      { type: 'document', source: { type: 'url', url: 'https://a.test/b.pdf' } },
    ],
    [
      'a text file',
      { type: 'file', file: { filename: 'a.txt', file_data: 'data:text/plain;charset=utf-8;base64,w6Q=' } },
      { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'ä' }, title: 'a.txt' },
    ],
    ['an image as a file', { type: 'file', file: { file_data: data } }, png],
    [
      'text with a cache breakpoint',
      { type: 'text', text: 'a', cache_control: { type: 'ephemeral' } },
      { type: 'text', text: 'a', cache_control: { type: 'ephemeral' } },
    ],
    ["a block of Anthropic's own", png, png],
  ])('%s', (_what, part, block) => {
    expect(heard(part)).toEqual([block]);
  });

  test.each([
    [
      'audio was left out: Anthropic has no form for it',
      { type: 'input_audio', input_audio: { data: 'A', format: 'wav' } },
    ],
    [
      'a file was left out: it is stored elsewhere and known by its id only',
      { type: 'file', file: { file_id: 'f' } },
    ],
    [
      'a file of type application/zip was left out: Anthropic has no form for it',
      { type: 'file', file: { file_data: 'data:application/zip;base64,AA==' } },
    ],
    [
      'a part of type "video_url" was left out: nothing is known of it',
      { type: 'video_url', video_url: { url: 'a' } },
    ],
  ])('%s', (loss, part) => {
    const message = { role: 'user', content: [part] };
    expect(lossesOf(message)).toEqual([loss]);
    expect(messagesOf(message)).toEqual([
      { role: 'user', content: [text(`[Signalbox left out ${loss.replace(' was left out', '')}.]`)] },
    ]);
  });

  test('detail of images and names of participants are lost, and it is said', () => {
    const content = [{ type: 'image_url', image_url: { url: data, detail: 'low' } }];
    expect(lossesOf({ role: 'user', name: 'Ann', content })).toEqual([
      'names of participants',
      'detail of images',
    ]);
  });
});

describe('what the model said', () => {
  test('text, a refusal and calls are blocks in this order', () => {
    const calls = [call('call_1', 'Read', '{"a":1}'), call('functions.Glob:0', 'Glob', '')];
    expect(said({ role: 'assistant', content: 'a', refusal: 'no', tool_calls: calls })).toEqual([
      text('a'),
      text('no'),
      { type: 'tool_use', id: 'call_1', name: 'Read', input: { a: 1 } },
      { type: 'tool_use', id: 'functions_Glob_0', name: 'Glob', input: {} },
    ]);
  });

  test('content may be parts, a refusal among them', () => {
    const content = [
      { type: 'text', text: 'a' },
      { type: 'refusal', refusal: 'b' },
    ];
    expect(said({ role: 'assistant', content })).toEqual([text('a'), text('b')]);
  });

  test.each([['{"a'], ['[1]'], ['null']])(
    'arguments that are no object, %s, are kept as text, and it is said',
    (given) => {
      const message = { role: 'assistant', content: null, tool_calls: [call('a', 'Read', given)] };
      expect(said(message)).toMatchObject([{ input: { arguments: given } }]);
      expect(lossesOf(message)).toEqual(['arguments of Read that are not a JSON object were sent as text']);
    },
  );

  test('arguments may be an object, and a freeform call holds text', () => {
    const freeform = { id: 'b', type: 'custom', custom: { name: 'Patch', input: '*** Begin' } };
    expect(said({ role: 'assistant', tool_calls: [call('a', 'Read', { b: 2 }), freeform] })).toMatchObject([
      { input: { b: 2 } },
      { name: 'Patch', input: { input: '*** Begin' } },
    ]);
  });

  test('a legacy function call finds its result', () => {
    const turn = (city: string) => [
      {
        role: 'assistant',
        content: null,
        function_call: { name: 'weather', arguments: `{"city":"${city}"}` },
      },
      { role: 'function', name: 'weather', content: `rain in ${city}` },
    ];
    const blocks = messagesOf(user, ...turn('Köln'), ...turn('Ulm'))
      .map(({ content }) => content)
      .flat();
    expect(blocks.slice(1)).toEqual([
      { type: 'tool_use', id: 'call_function_1', name: 'weather', input: { city: 'Köln' } },
      { type: 'tool_result', tool_use_id: 'call_function_1', content: [text('rain in Köln')] },
      { type: 'tool_use', id: 'call_function_2', name: 'weather', input: { city: 'Ulm' } },
      { type: 'tool_result', tool_use_id: 'call_function_2', content: [text('rain in Ulm')] },
    ]);
  });
});

test('case 1: results that follow each other are one message, with the ids that the calls have', () => {
  const results = [
    { role: 'tool', tool_call_id: 'functions.Read:0', content: 'a' },
    { role: 'tool', tool_call_id: 'call_2', content: [{ type: 'text', text: 'b' }] },
    { role: 'tool', tool_call_id: 'call_3', content: '' },
  ];
  expect(messagesOf(user, ...results, user, results[1] ?? {}).slice(1)).toEqual([
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'functions_Read_0', content: [text('a')] },
        { type: 'tool_result', tool_use_id: 'call_2', content: [text('b')] },
        { type: 'tool_result', tool_use_id: 'call_3' },
      ],
    },
    { role: 'user', content: [text('hi')] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'call_2', content: [text('b')] }] },
  ]);
});
