import { describe, expect, test } from 'vitest';
import type { MessagesRequest, Tool } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { RequestError } from '../../../../src-main/core/errors.ts';
import { recordOf } from '../../../../src-main/core/wire/open-fields.ts';
import type { ChatQuirks } from '../../../../src-main/core/wire/openai-chat/quirks.ts';
import { assistant, call, messagesOf, result, user, write } from './write-request-parts.ts';

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
const functionsOf = (request: Partial<MessagesRequest>, quirks: ChatQuirks = {}) => {
  const { tools } = write(request, quirks).body;
  return Array.isArray(tools) ? tools.map((tool) => recordOf(recordOf(tool)['function'])) : [];
};
const namesOf = (request: Partial<MessagesRequest>) => functionsOf(request).map(({ name }) => name);

describe('custom tools', () => {
  test('become functions', () => {
    expect(write({ tools: [read] }).body['tools']).toEqual([
      {
        type: 'function',
        function: { name: 'Read', description: 'Reads a file.', parameters: read.input_schema },
      },
    ]);
  });

  test('case 7: deferred tools are sent with their real schemas and the placeholder is dropped', () => {
    const placeholder = {
      name: 'DeferredToolPlaceholder',
      description: '',
      input_schema: { type: 'object' },
      defer_loading: true,
    };
    const written = write({ tools: [placeholder, { ...read, defer_loading: true }] });
    expect(written.body['tools']).toEqual(write({ tools: [read] }).body['tools']);
    expect(written.losses).toEqual([]);
  });

  test('case 11: keywords that the target refuses are stripped, and a property of such a name stays', () => {
    const input_schema = {
      type: 'object',
      properties: { pattern: { type: 'string', pattern: '^a' }, path: { type: 'string', format: 'uri' } },
    };
    const quirks = { refusedKeywords: { anywhere: ['pattern', 'format'] } };
    expect(functionsOf({ tools: [{ name: 'Grep', input_schema }] }, quirks)[0]?.['parameters']).toEqual({
      type: 'object',
      properties: { pattern: { type: 'string' }, path: { type: 'string' } },
    });
  });

  test('strict is passed on where the schema fits it', () => {
    expect(functionsOf({ tools: [{ ...read, strict: true }] })[0]).toMatchObject({ strict: true });
  });

  test('strict is left out where the target would refuse the schema for it', () => {
    const open = { name: 'Open', input_schema: { type: 'object', properties: { a: {} } }, strict: true };
    const written = write({ tools: [open] });
    expect(JSON.stringify(written.body)).not.toContain('strict');
    expect(written.losses).toEqual(['strict of tools whose schema leaves anything optional or open']);
  });

  test('more tools than the target takes are refused, saying how many it takes', () => {
    expect(() => write({ tools: [read, { ...read, name: 'Write' }] }, { maxTools: 1 })).toThrow(RequestError);
    expect(() => write({ tools: [read, { ...read, name: 'Write' }] }, { maxTools: 1 })).toThrow(
      /at most 1 tools.* 2/,
    );
  });
});

describe('names', () => {
  const long = `mcp__${'server'.repeat(20)}__read`;
  const foreign = 'mcp__wetter__frage.nach/ö';

  test('case 8: one mapping holds in tools, history and tool_choice, and leads back', () => {
    const written = write({
      tools: [{ ...read, name: long }, { ...read, name: foreign }, read],
      tool_choice: { type: 'tool', name: foreign },
      messages: [assistant([call('a', long), call('b', foreign)]), user([result('a'), result('b')])],
    });
    const [first, second] = [...written.toolNames.keys()];
    expect([...written.toolNames.values()]).toEqual([long, foreign]);
    expect(written.body).toMatchObject({
      tools: [{ function: { name: first } }, { function: { name: second } }, { function: { name: 'Read' } }],
      tool_choice: { type: 'function', function: { name: second } },
    });
    expect(messagesOf(written)[0]).toMatchObject({
      tool_calls: [{ function: { name: first } }, { function: { name: second } }],
    });
  });

  test('case 8: shortened names fit the rule and are the same in every request', () => {
    const [name] = namesOf({ tools: [{ ...read, name: long }] });
    expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
    expect(namesOf({ tools: [read, { ...read, name: long }] })[1]).toBe(name);
  });
});

describe('server tools', () => {
  test('case 23: web search becomes the search of the target where it has one', () => {
    const written = write({ tools: [webSearch, read] }, { webSearch: { plugins: [{ id: 'web' }] } });
    expect(written.body).toMatchObject({ plugins: [{ id: 'web' }], tools: [{ function: { name: 'Read' } }] });
    expect(written.prelude).toEqual([]);
    expect(written.losses).toEqual([]);
  });

  test('case 23: a request for nothing but a search, to a target without one, is answered by its failure', () => {
    const written = write({ tools: [webSearch], tool_choice: { type: 'tool', name: 'web_search' } });
    expect(written.body).not.toHaveProperty('tools');
    expect(written.body).not.toHaveProperty('tool_choice');
    expect(written.prelude).toEqual([
      {
        type: 'server_tool_use',
        id: expect.stringMatching(/^srvtoolu_[a-zA-Z0-9_]+$/),
        name: 'web_search',
        input: {},
      },
      {
        type: 'web_search_tool_result',
        tool_use_id: written.prelude[0]?.['id'],
        content: { type: 'web_search_tool_result_error', error_code: 'unavailable' },
      },
    ]);
    expect(written.losses).toEqual(['web search: this provider has none of its own']);
  });

  test('case 23: beside other tools a search that nobody runs is left out', () => {
    const written = write({ tools: [webSearch, read] });
    expect(namesOf({ tools: [webSearch, read] })).toEqual(['Read']);
    expect(written.prelude).toEqual([]);
    expect(written.losses).toEqual(['web search: this provider has none of its own']);
  });

  test('the domains of a search are named as a loss', () => {
    const written = write(
      { tools: [{ ...webSearch, allowed_domains: ['example.com'] }] },
      { webSearch: { plugins: [] } },
    );
    expect(written.losses).toEqual(['domains of web search']);
  });

  test.each([
    ['bash_20250124', 'bash', ['command', 'restart']],
    [
      'text_editor_20250124',
      'str_replace_editor',
      ['command', 'path', 'file_text', 'old_str', 'new_str', 'insert_line', 'view_range'],
    ],
    ['text_editor_20250728', 'str_replace_based_edit_tool', ['command', 'insert_text']],
    ['memory_20250818', 'memory', ['command', 'old_path', 'new_path', 'insert_text']],
  ])('%s, which the client runs, becomes a function', (type, name, properties) => {
    const [tool] = functionsOf({ tools: [{ type, name }] });
    expect(tool).toMatchObject({ name, parameters: { type: 'object' } });
    const parameters = recordOf(tool?.['parameters']);
    expect(Object.keys(recordOf(parameters['properties']))).toEqual(expect.arrayContaining(properties));
  });

  test.each([
    'web_fetch_20250910',
    'code_execution_20250825',
    'tool_search_tool_regex_20251119',
    'computer_20250124',
    'computer_toolset_20260801',
  ])('case 23: %s never becomes a function that nobody runs', (type) => {
    const written = write({ tools: [{ type, name: 'tool' }] });
    expect(written.body).not.toHaveProperty('tools');
    expect(written.losses).toEqual([`the tool "${type}" works with Anthropic only`]);
  });
});

describe('tool_choice', () => {
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
      { type: 'function', function: { name: 'Read' } },
    ],
  ])('case 26: %j is mapped', (choice, expected) => {
    expect(choiceOf(choice)).toEqual({ choice: expected, parallel: undefined, losses: [] });
  });

  test('case 26: disable_parallel_tool_use is mapped where the target knows it, else named', () => {
    const choice = { type: 'auto', disable_parallel_tool_use: true };
    expect(choiceOf(choice)).toEqual({ choice: 'auto', parallel: false, losses: [] });
    expect(choiceOf(choice, { noParallelSwitch: true })).toEqual({
      choice: 'auto',
      parallel: undefined,
      losses: ['disable_parallel_tool_use'],
    });
  });

  test('a choice of a tool that could not be sent is dropped and named', () => {
    expect(choiceOf({ type: 'tool', name: 'web_search' })).toEqual({
      choice: undefined,
      parallel: undefined,
      losses: ['tool_choice "web_search": no such tool could be sent'],
    });
  });

  test('without tools there is no choice of one, which upstreams refuse', () => {
    expect(write({ tool_choice: { type: 'auto', disable_parallel_tool_use: true } }).body).not.toHaveProperty(
      'tool_choice',
    );
  });
});
