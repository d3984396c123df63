import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  fitHeaders,
  fitRequest,
  needsFitting,
} from '../../../../src-main/core/wire/anthropic/fit-request.ts';
import type {
  Block,
  MessageParam,
  MessagesRequest,
} from '../../../../src-main/core/wire/anthropic/messages.ts';
import { lagging, type AnthropicTakes } from '../../../../src-main/core/wire/anthropic/quirks.ts';

const folder = new URL('../../../fixtures/claude-code/', import.meta.url);
const captured = readdirSync(folder).map((name): [string, MessagesRequest] => [
  name,
  JSON.parse(readFileSync(new URL(name, folder), 'utf8')).body,
]);

const text = (value: string): Block => ({ type: 'text', text: value });
const user = (...content: Block[]): MessageParam => ({ role: 'user', content });
const cached = { type: 'ephemeral' };
const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } };
const imageText = '[Signalbox left out an image: this provider takes no images.]';

/** Fits a request, and checks that it stayed as it was and that what comes out needs no more. */
function fit(request: Partial<MessagesRequest>, takes: AnthropicTakes) {
  const whole: MessagesRequest = { model: 'm', messages: [user(text('Hi'))], ...request };
  const before = structuredClone(whole);
  const { request: fitted, losses } = fitRequest(whole, { takes });
  expect(whole).toEqual(before);
  expect(needsFitting(whole, { takes })).toBe(fitted !== whole);
  expect(needsFitting(fitted, { takes })).toBe(false);
  return { fitted, losses };
}

describe.each(captured)('what Claude Code sends: %s', (_name, request) => {
  test('is relayed as it is to who takes everything', () => {
    expect(needsFitting(request, {})).toBe(false);
    expect(fitRequest(request, { takes: { betas: true, images: true } }).request).toBe(request);
  });

  test('holds nothing more that an endpoint that lags behind does not take', () => {
    const { fitted } = fit(request, { ...lagging, images: false, cacheControl: false });
    const sent = JSON.stringify(fitted);
    for (const word of [
      '"role":"system"',
      'adaptive',
      'context_management',
      'tool_reference',
      'cache_control',
    ])
      expect(sent).not.toContain(word);
    expect(fitted.messages.length).toBeGreaterThan(0);
  });
});

test('a request that uses none of what is not taken comes back itself', () => {
  const none = { ...lagging, images: false, documents: false, effort: false, cacheControl: false };
  const { fitted, losses } = fit({ tools: [{ name: 'Read', input_schema: {} }], system: 'S' }, none);
  expect(losses).toEqual([]);
  expect(fitted.tools).toEqual([{ name: 'Read', input_schema: {} }]);
});

test('case 4: a later system message becomes user text in its place, and neighbours one turn', () => {
  const { fitted, losses } = fit(
    {
      messages: [
        user(text('a')),
        { role: 'system', content: 'Plan mode is active.' },
        { role: 'assistant', content: 'b' },
        { role: 'system', content: [{ ...text('S'), cache_control: cached }] },
      ],
    },
    { midConversationSystem: false },
  );
  expect(fitted.messages).toEqual([
    user(text('a'), text('<system-reminder>\nPlan mode is active.\n</system-reminder>')),
    { role: 'assistant', content: [text('b')] },
    user({ ...text('<system-reminder>\nS\n</system-reminder>'), cache_control: cached }),
  ]);
  expect(losses).toEqual([]);
});

describe('adaptive thinking', () => {
  const thinkingFor = (request: Partial<MessagesRequest>) =>
    fit({ thinking: { type: 'adaptive', display: 'omitted' }, ...request }, { adaptiveThinking: false })
      .fitted.thinking;

  test.each([
    [undefined, 8_192],
    ['low', 2_048],
    ['medium', 8_192],
    ['high', 16_384],
    ['max', 32_000],
  ])('with effort %s has a budget of %i', (effort, budget_tokens) => {
    const output_config = effort === undefined ? {} : { effort };
    expect(thinkingFor({ max_tokens: 128_000, output_config })).toEqual({ type: 'enabled', budget_tokens });
  });

  test('leaves half of the answer for words, and is off where that is too little', () => {
    expect(thinkingFor({ max_tokens: 4_000 })).toEqual({ type: 'enabled', budget_tokens: 2_000 });
    expect(thinkingFor({ max_tokens: 2_000 })).toEqual({ type: 'disabled' });
  });

  test('is off beside a forced tool', () => {
    expect(thinkingFor({ tool_choice: { type: 'any' } })).toEqual({ type: 'disabled' });
  });

  test.each([{ type: 'enabled', budget_tokens: 2_048 }, { type: 'disabled' }])(
    '%j is left alone',
    (thinking) => {
      expect(thinkingFor({ thinking })).toEqual(thinking);
    },
  );

  test('reads its budget from an effort that is not taken either', () => {
    const { fitted } = fit(
      { thinking: { type: 'adaptive' }, output_config: { effort: 'low' } },
      { effort: false, adaptiveThinking: false },
    );
    expect(fitted).toMatchObject({ thinking: { budget_tokens: 2_048 } });
    expect(fitted).not.toHaveProperty('output_config');
  });
});

test('context_management, effort and fields of betas are dropped, each said', () => {
  const { fitted, losses } = fit(
    {
      context_management: { edits: [] },
      output_config: { effort: 'high', verbosity: 'low' },
      safeguards: {},
      mcp_servers: [],
    },
    { contextManagement: false, effort: false, betas: false },
  );
  expect(fitted).toEqual({
    model: 'm',
    messages: [user(text('Hi'))],
    output_config: { verbosity: 'low' },
  });
  expect(losses).toEqual([
    'context_management: this provider does not take it',
    'effort "high"',
    'safeguards: this provider takes no betas',
    'mcp_servers: this provider takes no betas',
  ]);
});

test('case 26: an output schema is asked for in words at the end of the system prompt', () => {
  const format = { type: 'json_schema', schema: { type: 'object' } };
  const { fitted, losses } = fit(
    { system: [{ ...text('S'), cache_control: cached }], output_config: { effort: 'high', format } },
    { outputFormat: false },
  );
  expect(fitted.output_config).toEqual({ effort: 'high' });
  expect(fitted.system).toEqual([
    { ...text('S'), cache_control: cached },
    text('Answer with one JSON object and nothing else. It must match this JSON Schema:\n{"type":"object"}'),
  ]);
  expect(losses).toEqual(['the output schema binds by instruction only']);
});

test('case 7: tools that were loaded later are sent as others, the placeholder is not, and references are text', () => {
  const { fitted } = fit(
    {
      tools: [
        { name: 'Read', input_schema: {} },
        { name: 'Grep', input_schema: { type: 'object' }, defer_loading: true },
        { name: 'DeferredToolPlaceholder', defer_loading: true },
        { name: 'tool_search_tool_regex', type: 'tool_search_tool_regex_20251119' },
      ],
      messages: [
        user({
          type: 'tool_result',
          tool_use_id: 'a',
          content: [{ type: 'tool_reference', tool_name: 'Grep' }],
        }),
      ],
    },
    { toolReference: false },
  );
  expect(fitted.tools).toEqual([
    { name: 'Read', input_schema: {} },
    { name: 'Grep', input_schema: { type: 'object' } },
  ]);
  expect(fitted.messages).toEqual([
    user({ type: 'tool_result', tool_use_id: 'a', content: [text('[The tool Grep is available now.]')] }),
  ]);
});

describe('tools of the endpoint', () => {
  const search = { name: 'web_search', type: 'web_search_20250305' };

  test('go, with a choice of them; those that the client runs are described', () => {
    const { fitted, losses } = fit(
      {
        tools: [search, { name: 'bash', type: 'bash_20250124' }, { name: 'Read', type: 'custom' }],
        tool_choice: { type: 'tool', name: 'web_search' },
      },
      { serverTools: false },
    );
    expect(fitted.tools).toMatchObject([
      { name: 'bash', description: expect.any(String), input_schema: { type: 'object' } },
      { name: 'Read' },
    ]);
    expect(fitted.tools?.[0]).not.toHaveProperty('type');
    expect(fitted).not.toHaveProperty('tool_choice');
    expect(losses).toEqual([
      'the tool "web_search_20250305" works with Anthropic only',
      'tool_choice "web_search": no such tool could be sent',
    ]);
  });

  test('leave neither an empty list nor a choice behind', () => {
    const { fitted } = fit({ tools: [search], tool_choice: { type: 'any' } }, { serverTools: false });
    expect(fitted).not.toHaveProperty('tools');
    expect(fitted).not.toHaveProperty('tool_choice');
  });

  test('left results in the conversation that are told as text', () => {
    const { fitted } = fit(
      {
        messages: [
          user(text('?')),
          {
            role: 'assistant',
            content: [
              { type: 'server_tool_use', id: 's', name: 'web_search', input: { query: 'q' } },
              {
                type: 'web_search_tool_result',
                tool_use_id: 's',
                content: [
                  { type: 'web_search_result', title: 'T', url: 'https://a', encrypted_content: 'x' },
                ],
              },
            ],
          },
        ],
      },
      { serverTools: false },
    );
    expect(fitted.messages[1]?.content).toEqual([
      text('[Called web_search: {"query":"q"}]'),
      text('[Web search results]\n- T: https://a'),
    ]);
  });
});

test('case 3: images are named where they stood, in tool results too', () => {
  const { fitted, losses } = fit(
    {
      messages: [
        user({ ...image, cache_control: cached }, text('What?')),
        user({ type: 'tool_result', tool_use_id: 'a', content: [text('x'), image] }),
      ],
    },
    { images: false },
  );
  expect(fitted.messages).toEqual([
    user({ ...text(imageText), cache_control: cached }, text('What?')),
    user({ type: 'tool_result', tool_use_id: 'a', content: [text('x'), text(imageText)] }),
  ]);
  expect(losses).toEqual(['an image was left out: this provider takes no images']);
});

test('documents keep their text, and files are named', () => {
  const { fitted, losses } = fit(
    {
      messages: [
        user(
          { type: 'document', title: 'Notes', source: { type: 'text', data: 'Hello' } },
          { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: 'AAAA' } },
        ),
      ],
    },
    { documents: false },
  );
  expect(fitted.messages).toEqual([
    user(
      text('[Document: Notes]'),
      text('Hello'),
      text('[Signalbox left out the file "document.pdf": this provider takes no files.]'),
    ),
  ]);
  expect(losses).toEqual(['a file was left out: this provider takes no files']);
});

test('cache_control is taken off everything that bears it', () => {
  const { fitted, losses } = fit(
    {
      cache_control: cached,
      system: [{ ...text('S'), cache_control: cached }],
      tools: [{ name: 'Read', cache_control: cached }],
      messages: [
        user({ type: 'tool_result', tool_use_id: 'a', content: [{ ...text('x'), cache_control: cached }] }),
      ],
    },
    { cacheControl: false },
  );
  expect(JSON.stringify(fitted)).not.toContain('cache_control');
  expect(losses).toHaveLength(1);
});

describe('headers', () => {
  const headers = { 'Anthropic-Beta': 'context-1m-2025-08-07', 'anthropic-version': '2023-06-01' };

  test('lose their betas where none are taken, however they are spelled', () => {
    expect(fitHeaders(headers, { takes: { betas: false } })).toEqual({ 'anthropic-version': '2023-06-01' });
  });

  test('stay otherwise', () => {
    expect(fitHeaders(headers, {})).toEqual(headers);
  });
});
