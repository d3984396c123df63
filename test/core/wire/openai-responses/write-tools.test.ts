import { describe, expect, test } from 'vitest';
import { RequestError } from '../../../../src-main/core/errors.ts';
import type { MessagesRequest, Tool } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { assistant, call, result, user } from '../openai-chat/write-request-parts.ts';
import { inputOf, write } from './write-parts.ts';

const read: Tool = {
  name: 'Read',
  description: 'Reads a file.',
  input_schema: {
    type: 'object',
    properties: { path: { type: 'string' } },
    required: ['path'],
    additionalProperties: false,
  },
};
const webSearch: Tool = { type: 'web_search_20250305', name: 'web_search', max_uses: 8 };
const written = {
  type: 'function',
  name: 'Read',
  description: 'Reads a file.',
  parameters: read.input_schema,
};

describe('custom tools', () => {
  test('become functions that are not strict, which is what absence would mean', () => {
    expect(write({ tools: [read] }).body['tools']).toEqual([{ ...written, strict: false }]);
  });

  test('are strict where they ask for it and their schema fits', () => {
    expect(write({ tools: [{ ...read, strict: true }] }).body['tools']).toEqual([
      { ...written, strict: true },
    ]);
    const open = { name: 'Open', input_schema: { type: 'object', properties: { a: {} } }, strict: true };
    expect(write({ tools: [open] })).toMatchObject({
      body: { tools: [{ strict: false }] },
      losses: ['strict of tools whose schema leaves anything optional or open'],
    });
  });

  test('case 7: deferred tools are sent with their real schemas and the placeholder is dropped', () => {
    const placeholder = {
      name: 'DeferredToolPlaceholder',
      input_schema: { type: 'object' },
      defer_loading: true,
    };
    const both = write({ tools: [placeholder, { ...read, defer_loading: true }] });
    expect(both.body['tools']).toEqual([{ ...written, strict: false }]);
    expect(both.losses).toEqual([]);
  });

  test('case 11: keywords that the target refuses are stripped, and a property of such a name stays', () => {
    const input_schema = { type: 'object', properties: { oneOf: { type: 'string' } }, oneOf: [{}] };
    const quirks = { refusedKeywords: { atTop: ['oneOf'] } };
    expect(write({ tools: [{ name: 'Grep', input_schema }] }, quirks).body).toMatchObject({
      tools: [{ parameters: { type: 'object', properties: { oneOf: { type: 'string' } } } }],
    });
    expect(JSON.stringify(write({ tools: [{ name: 'Grep', input_schema }] }, quirks).body)).not.toContain(
      '[{}]',
    );
  });

  test('more than the target takes are refused', () => {
    expect(() => write({ tools: [read, { ...read, name: 'Write' }] }, { maxTools: 1 })).toThrow(RequestError);
  });
});

test('case 8: one shortened name holds in tools, history and tool_choice, and leads back', () => {
  const long = `mcp__${'server'.repeat(20)}__read`;
  const { body, toolNames, ...rest } = write({
    tools: [{ ...read, name: long }],
    tool_choice: { type: 'tool', name: long },
    messages: [assistant([call('a', long)]), user([result('a')])],
  });
  const [name] = toolNames.keys();
  expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
  expect([...toolNames.values()]).toEqual([long]);
  expect(body).toMatchObject({ tools: [{ name }], tool_choice: { type: 'function', name } });
  expect(inputOf({ body, toolNames, ...rest })[0]).toMatchObject({ name });
});

describe('case 23: web search', () => {
  test('is the own search of the target, asked for its sources', () => {
    const { body, prelude, losses } = write({ tools: [webSearch] });
    expect(body).toMatchObject({
      tools: [{ type: 'web_search' }],
      max_tool_calls: 8,
      include: ['reasoning.encrypted_content', 'web_search_call.action.sources'],
    });
    expect({ prelude, losses }).toEqual({ prelude: [], losses: [] });
  });

  test('keeps its domains and its place on earth as far as the target knows them', () => {
    const user_location = { type: 'approximate', country: 'DE' };
    const search = { ...webSearch, allowed_domains: ['a.org'], blocked_domains: ['b.org'], user_location };
    const { body, losses } = write({ tools: [search] });
    expect(body['tools']).toEqual([
      { type: 'web_search', filters: { allowed_domains: ['a.org'] }, user_location },
    ]);
    expect(losses).toEqual(['blocked_domains of web search']);
  });

  test('stands once, however often it was asked for', () => {
    const { body } = write({ tools: [webSearch, { ...webSearch, type: 'web_search_20260209' }] });
    expect(body['tools']).toEqual([{ type: 'web_search' }]);
  });

  test('can be what must be called', () => {
    const tool_choice = { type: 'tool', name: 'web_search' };
    expect(write({ tools: [webSearch, read], tool_choice }).body['tool_choice']).toEqual({
      type: 'web_search',
    });
  });

  test('that nobody runs is answered by its failure, and beside other tools is left out', () => {
    const alone = write({ tools: [webSearch] }, { noWebSearch: true });
    expect(alone.body).not.toHaveProperty('tools');
    expect(alone.prelude).toMatchObject([
      { type: 'server_tool_use', name: 'web_search' },
      { type: 'web_search_tool_result', content: { error_code: 'unavailable' } },
    ]);
    expect(alone.losses).toEqual(['web search: this provider has none of its own']);
    const beside = write({ tools: [webSearch, read] }, { noWebSearch: true });
    expect(beside.body).toMatchObject({ tools: [{ name: 'Read' }] });
    expect(beside.prelude).toEqual([]);
  });

  test.each(['web_fetch_20250910', 'code_execution_20250825', 'computer_20250124'])(
    '%s never becomes a function that nobody runs',
    (type) => {
      const { body, losses } = write({ tools: [{ type, name: 'tool' }] });
      expect(body).not.toHaveProperty('tools');
      expect(losses).toEqual([`the tool "${type}" works with Anthropic only`]);
    },
  );
});

describe('case 26: tool_choice', () => {
  const choiceOf = (tool_choice: NonNullable<MessagesRequest['tool_choice']>, quirks = {}) => {
    const { body, losses } = write({ tools: [read], tool_choice }, quirks);
    return { choice: body['tool_choice'], parallel: body['parallel_tool_calls'], losses };
  };

  test.each([
    [{ type: 'auto' }, 'auto'],
    [{ type: 'any' }, 'required'],
    [{ type: 'none' }, 'none'],
    [
      { type: 'tool', name: 'Read' },
      { type: 'function', name: 'Read' },
    ],
  ])('%j is mapped', (choice, expected) => {
    expect(choiceOf(choice)).toEqual({ choice: expected, parallel: undefined, losses: [] });
  });

  test('disable_parallel_tool_use is mapped where the target knows it, else named', () => {
    const choice = { type: 'auto', disable_parallel_tool_use: true };
    expect(choiceOf(choice)).toEqual({ choice: 'auto', parallel: false, losses: [] });
    expect(choiceOf(choice, { noParallelSwitch: true })).toEqual({
      choice: 'auto',
      parallel: undefined,
      losses: ['disable_parallel_tool_use'],
    });
  });

  test('of a tool that could not be sent is dropped and named', () => {
    expect(choiceOf({ type: 'tool', name: 'gone' })).toEqual({
      choice: undefined,
      parallel: undefined,
      losses: ['tool_choice "gone": no such tool could be sent'],
    });
  });

  test('is not made without tools', () => {
    expect(write({ tool_choice: { type: 'auto' } }).body).not.toHaveProperty('tool_choice');
  });
});
