import { describe, expect, test } from 'vitest';
import { geminiModels } from '../../../../src-main/core/providers/gemini-models.ts';
import type { MessagesRequest, Tool } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { gemini } from '../../../../src-main/core/wire/gemini/index.ts';
import { generation, second, write } from './written.ts';

const read: Tool = {
  name: 'Read',
  description: 'Reads a file.',
  input_schema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
};
const webSearch: Tool = { type: 'web_search_20250305', name: 'web_search', max_uses: 8 };

describe('the path', () => {
  test('names the model and whether the answer is streamed', () => {
    expect(write({}).path).toBe('/models/gemini-4-argon:generateContent');
    expect(write({ stream: true }).path).toBe('/models/gemini-4-argon:streamGenerateContent?alt=sse');
  });

  test('is below the publisher at Vertex', () => {
    expect(write({ stream: true }, { modelsPath: '/publishers/google/models' }).path).toBe(
      '/publishers/google/models/gemini-4-argon:streamGenerateContent?alt=sse',
    );
  });

  test('is none that a model id could lead elsewhere', () => {
    const target = { vendor: 'gemini', model: '../x?y#z', quirks: {} };
    expect(gemini.writeRequest({ model: 'a', messages: [] }, target).path).toBe(
      '/models/..%2Fx%3Fy%23z:generateContent',
    );
  });
});

describe('tools', () => {
  test('become functions with their own JSON Schema', () => {
    const written = write({ tools: [read], tool_choice: { type: 'auto' } });
    expect(written.body).toMatchObject({
      tools: [
        {
          functionDeclarations: [
            { name: 'Read', description: 'Reads a file.', parametersJsonSchema: read.input_schema },
          ],
        },
      ],
      toolConfig: { functionCallingConfig: { mode: 'AUTO' } },
    });
    expect(written.losses).toEqual([]);
  });

  test('case 7: the placeholder of deferred tools is dropped', () => {
    const placeholder = { name: 'DeferredToolPlaceholder', input_schema: {}, defer_loading: true };
    expect(write({ tools: [placeholder] }).body).not.toHaveProperty('tools');
  });

  test('case 8: names that Gemini refuses are shortened with a stable hash, and lead back', () => {
    const names = ['3d', `mcp__${'x'.repeat(80)}`, 'a.b/ö', '-dash', 'fine_name-1'];
    const { body, toolNames } = write({ tools: names.map((name) => ({ ...read, name })) });
    const written = [...JSON.stringify(body).matchAll(/"name":"([^"]+)"/g)].map(([, name]) => name ?? '');
    for (const name of written) expect(name).toMatch(/^[a-zA-Z_][a-zA-Z0-9_-]{0,63}$/);
    expect(new Set(written).size).toBe(5);
    expect(written.map((name) => toolNames.get(name) ?? name)).toEqual(names);
  });

  test.each([
    [{ type: 'any' }, { mode: 'ANY' }],
    [{ type: 'none' }, { mode: 'NONE' }],
    [
      { type: 'tool', name: 'Read' },
      { mode: 'ANY', allowedFunctionNames: ['Read'] },
    ],
  ])('case 26: tool_choice %j is mapped', (tool_choice, functionCallingConfig) => {
    expect(write({ tools: [read], tool_choice }).body['toolConfig']).toEqual({ functionCallingConfig });
  });

  test('case 26: what a choice cannot say is named', () => {
    const { losses } = write({
      tools: [read],
      tool_choice: { type: 'tool', name: 'gone', disable_parallel_tool_use: true },
    });
    expect(losses).toEqual(['disable_parallel_tool_use', 'tool_choice "gone": no such tool could be sent']);
  });

  test("case 23: a web search of its own becomes Google's", () => {
    const written = write({ tools: [webSearch], tool_choice: { type: 'tool', name: 'web_search' } });
    expect(written.body['tools']).toEqual([{ googleSearch: {} }]);
    expect(written.body).not.toHaveProperty('toolConfig');
    expect(written.losses).toEqual([]);
  });

  test('case 23: a web search beside functions is left out and named', () => {
    const written = write({ tools: [webSearch, read] });
    expect(JSON.stringify(written.body)).not.toMatch(/search/i);
    expect(written.losses).toEqual(['web search: not beside other tools']);
  });

  test('case 23: tools that only Anthropic runs are left out, those that the client runs become functions', () => {
    const written = write({
      tools: [
        { type: 'code_execution_20250825', name: 'code_execution' },
        { type: 'bash_20250124', name: 'bash' },
      ],
    });
    expect(written.body['tools']).toMatchObject([{ functionDeclarations: [{ name: 'bash' }] }]);
    expect(written.losses).toEqual(['the tool "code_execution_20250825" works with Anthropic only']);
  });
});

describe('limits and form', () => {
  test('are mapped', () => {
    const format = { type: 'json_schema', schema: { type: 'object', additionalProperties: false } };
    expect(
      generation({
        max_tokens: 1000,
        temperature: 0.5,
        top_p: 0.9,
        top_k: 40,
        stop_sequences: ['a'],
        thinking: { type: 'adaptive' },
        output_config: { format },
      }),
    ).toEqual({
      maxOutputTokens: 1000,
      temperature: 0.5,
      topP: 0.9,
      topK: 40,
      stopSequences: ['a'],
      responseMimeType: 'application/json',
      responseJsonSchema: format.schema,
      thinkingConfig: { includeThoughts: true },
    });
  });

  test('case 25: stop sequences are capped at five, and output tokens at what the model gives', () => {
    const request = { stop_sequences: ['a', 'b', 'c', 'd', 'e', 'f'], max_tokens: 128_000 };
    expect(generation(request)).toMatchObject({
      stopSequences: ['a', 'b', 'c', 'd', 'e'],
      maxOutputTokens: 65_536,
    });
    expect(write(request).losses).toEqual(['max_tokens over 65536', 'stop sequences beyond the first 5']);
  });

  test('leave room for the thoughts of a model that cannot be kept from them', () => {
    const classifier = { max_tokens: 64, thinking: { type: 'disabled' } };
    expect(generation(classifier)['maxOutputTokens']).toBe(64 + 8192);
    expect(generation(classifier, second)['maxOutputTokens']).toBe(64);
  });

  test('an output schema is not sent beside functions before Gemini 3', () => {
    const request = { tools: [read], output_config: { format: { type: 'json_schema', schema: {} } } };
    expect(generation(request)).toHaveProperty('responseJsonSchema');
    expect(generation(request, second)).not.toHaveProperty('responseJsonSchema');
    expect(write(request, second).losses).toEqual(['the output schema: not beside tools']);
  });

  test('case 26: what has no place is named', () => {
    const { losses } = write({
      metadata: { user_id: 'u' },
      context_management: { edits: [] },
      system: [{ type: 'text', text: 'a', cache_control: { type: 'ephemeral' } }],
    });
    expect(losses).toEqual([
      'cache_control: this provider caches by itself or not at all',
      'metadata.user_id',
      'context_management: Gemini has no such field',
    ]);
  });
});

describe('thinking', () => {
  const configOf = (model: string, request: Partial<MessagesRequest>) => {
    const written = gemini.writeRequest(
      { model: 'a', messages: [], ...request },
      { vendor: 'gemini', model, quirks: { models: geminiModels } },
    );
    const { generationConfig } = JSON.parse(JSON.stringify(written.body));
    return { config: generationConfig?.thinkingConfig, losses: written.losses };
  };
  const effort = (word: string) => ({
    thinking: { type: 'adaptive', display: 'omitted' },
    output_config: { effort: word },
  });
  const off = { thinking: { type: 'disabled' } };

  test.each([
    ['gemini-4-argon', 'low', { thinkingLevel: 'LOW' }, []],
    ['gemini-4-argon', 'max', { thinkingLevel: 'HIGH' }, ['effort "max" was sent as "high"']],
    ['gemini-3-pro-preview', 'medium', { thinkingLevel: 'LOW' }, ['effort "medium" was sent as "low"']],
    ['gemini-2.5-pro', 'low', { thinkingBudget: 4096 }, []],
    ['gemini-2.5-flash', 'max', { thinkingBudget: 24_576 }, []],
    ['gemini-2.0-flash', 'high', undefined, ['effort "high"']],
  ])('of %s with effort %s', (model, word, config, losses) => {
    expect(configOf(model, effort(word))).toEqual({ config, losses });
  });

  test.each([
    ['gemini-4-argon', { thinkingLevel: 'LOW' }, ['thinking cannot be switched off']],
    ['gemini-3-flash-preview', { thinkingLevel: 'MINIMAL' }, ['thinking cannot be switched off']],
    ['gemini-2.5-pro', { thinkingBudget: 128 }, ['thinking cannot be switched off']],
    ['gemini-2.5-flash', { thinkingBudget: 0 }, []],
    ['gemini-2.0-flash', undefined, []],
  ])('of %s switched off', (model, config, losses) => {
    expect(configOf(model, off)).toEqual({ config, losses });
  });

  test('a budget is kept within what the model takes', () => {
    const budget = (budget_tokens: number) => ({ thinking: { type: 'enabled', budget_tokens } });
    const shown = { includeThoughts: true };
    expect(configOf('gemini-2.5-pro', budget(2000)).config).toEqual({ thinkingBudget: 2000, ...shown });
    expect(configOf('gemini-2.5-pro', budget(90_000)).config).toEqual({ thinkingBudget: 32_768, ...shown });
    expect(configOf('gemini-2.5-pro', budget(1)).config).toEqual({ thinkingBudget: 128, ...shown });
    expect(configOf('gemini-4-argon', budget(2000)).config).toEqual({ thinkingLevel: 'LOW', ...shown });
  });

  test('nothing is said where nothing was', () => {
    expect(configOf('gemini-4-argon', {})).toEqual({ config: undefined, losses: [] });
  });
});
