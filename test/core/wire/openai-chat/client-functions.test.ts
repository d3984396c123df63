import { describe, expect, test } from 'vitest';
import { read } from './client-given.ts';

const weather = {
  type: 'function',
  function: { name: 'weather', parameters: { type: 'object', properties: { city: {} } } },
};
const clock = { type: 'function', function: { name: 'clock' } };
const clockRead = { name: 'clock', input_schema: { type: 'object', properties: {} } };

describe('tools are carried over', () => {
  const weatherRead = { name: 'weather', input_schema: weather.function.parameters };
  const choiceOf = (choice: unknown, more: object = {}) =>
    read({ tools: [weather, clock], tool_choice: choice, ...more }).request.tool_choice;

  test('functions, and what is said of them', () => {
    const described = {
      ...weather,
      function: { ...weather.function, description: 'Tells it.', strict: true },
    };
    expect(read({ tools: [described, clock] }).request.tools).toEqual([
      { ...weatherRead, description: 'Tells it.', strict: true },
      clockRead,
    ]);
  });

  test("tools in Anthropic's form and in that of Responses", () => {
    const tools = [
      { name: 'a', description: 'b', input_schema: { type: 'object' } },
      { type: 'function', name: 'clock' },
    ];
    expect(read({ tools }).request.tools).toEqual([tools[0], clockRead]);
  });

  test('a freeform tool takes one string, and its grammar becomes a description', () => {
    const format = { type: 'grammar', grammar: { syntax: 'lark', definition: 'start: "a"' } };
    const { request, losses, forms } = read({
      tools: [{ type: 'custom', custom: { name: 'patch', description: 'Patches.', format } }],
    });
    expect(request.tools).toEqual([
      {
        name: 'patch',
        description: 'Patches.',
        input_schema: {
          type: 'object',
          properties: {
            input: {
              type: 'string',
              description: 'The whole input as text. It must match this lark grammar:\nstart: "a"',
            },
          },
          required: ['input'],
        },
      },
    ]);
    expect(losses).toEqual(['grammars of freeform tools bind by description only']);
    expect(forms.get('patch')).toBe('custom');
  });

  test.each([
    ['auto', { type: 'auto' }],
    ['required', { type: 'any' }],
    ['none', { type: 'none' }],
    [
      { type: 'function', function: { name: 'clock' } },
      { type: 'tool', name: 'clock' },
    ],
    [
      { type: 'custom', custom: { name: 'clock' } },
      { type: 'tool', name: 'clock' },
    ],
    [null, undefined],
  ])('the choice %j', (choice, carried) => {
    expect(choiceOf(choice)).toEqual(carried);
  });

  test('of allowed tools only those are sent', () => {
    const allowed = { type: 'allowed_tools', allowed_tools: { mode: 'required', tools: [clock] } };
    expect(read({ tools: [weather, clock], tool_choice: allowed }).request).toMatchObject({
      tools: [clockRead],
      tool_choice: { type: 'any' },
    });
  });

  test('one call at a time', () => {
    expect(choiceOf(null, { parallel_tool_calls: false })).toEqual({
      type: 'auto',
      disable_parallel_tool_use: true,
    });
    expect(choiceOf('required', { parallel_tool_calls: false })).toEqual({
      type: 'any',
      disable_parallel_tool_use: true,
    });
    expect(choiceOf('none', { parallel_tool_calls: false })).toEqual({ type: 'none' });
  });

  test('without tools there is no choice', () => {
    const { request, losses } = read({ tool_choice: 'auto', parallel_tool_calls: false });
    expect(request).toEqual(read({}).request);
    expect(losses).toEqual([]);
  });

  test('legacy functions, called one at a time', () => {
    const { request, forms } = read({ functions: [clock.function], function_call: { name: 'clock' } });
    expect(request.tools).toEqual([clockRead]);
    expect(request.tool_choice).toEqual({ type: 'tool', name: 'clock', disable_parallel_tool_use: true });
    expect(forms.get('clock')).toBe('legacy');
  });

  test('a web search beside them', () => {
    const approximate = { city: 'Ulm', country: 'DE' };
    const options = { search_context_size: 'low', user_location: { type: 'approximate', approximate } };
    const { request, losses } = read({ web_search_options: options });
    expect(request.tools).toEqual([
      {
        type: 'web_search_20250305',
        name: 'web_search',
        user_location: { type: 'approximate', ...approximate },
      },
    ]);
    expect(request.tool_choice).toBeUndefined();
    expect(losses).toEqual(['search_context_size of web search']);
  });

  test("a provider's own tool is lost, and it is said", () => {
    const { request, losses } = read({ tools: [{ type: 'openrouter:datetime' }] });
    expect(request.tools).toBeUndefined();
    expect(losses).toEqual(['the tool "openrouter:datetime" is known to its own provider only']);
  });
});
