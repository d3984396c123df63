import { expect, test } from 'vitest';
import { RequestError } from '../../../src-main/core/errors.ts';
import { clientWires } from '../../../src-main/core/exchange/protocols.ts';
import { readBody } from '../../../src-main/core/exchange/read-body.ts';
import { presets } from '../../../src-main/core/providers/presets.ts';
import { readFacts } from '../../../src-main/core/routing/facts.ts';
import { compileConditions } from '../../../src-main/core/routing/rule.ts';
import { openaiChat } from '../../../src-main/core/wire/openai-chat/index.ts';
import { ask, startTestCore } from '../../support/core.ts';
import { answerChat, says } from '../../upstream/openai-chat.ts';
import { startUpstream } from '../../upstream/scripted.ts';

const oddValues = [
  null,
  true,
  5,
  'text',
  '',
  [],
  [null],
  [5],
  ['x'],
  [[]],
  {},
  { type: 5 },
  { type: null },
  [{}],
  [{ type: 5 }],
  [{ type: 'text' }],
  [{ type: 'text', text: 5 }],
  [{ type: 'text', text: null }],
];
const fields = [
  'model',
  'messages',
  'system',
  'tools',
  'tool_choice',
  'thinking',
  'output_config',
  'max_tokens',
  'stream',
  'stop_sequences',
  'temperature',
  'metadata',
  'cache_control',
];
const blockTypes = [
  'text',
  'image',
  'document',
  'tool_use',
  'tool_result',
  'thinking',
  'redacted_thinking',
  'search_result',
  'server_tool_use',
  'web_search_tool_result',
  'tool_reference',
  'container_upload',
  'later',
  '__proto__',
  'constructor',
];
const blockFields = [
  'text',
  'source',
  'content',
  'input',
  'name',
  'id',
  'tool_use_id',
  'signature',
  'thinking',
  'citations',
  'cache_control',
  'title',
  'is_error',
];

function* oddBodies(): Generator<object> {
  for (const field of fields) for (const value of oddValues) yield ask('m', { [field]: value });
  for (const role of [...oddValues, 'user', 'assistant', 'system', 'tool'])
    for (const content of oddValues) yield ask('m', { messages: [{ role, content }] });
  for (const type of blockTypes)
    for (const field of blockFields)
      for (const value of oddValues)
        for (const role of ['user', 'assistant', 'system'])
          yield ask('m', { messages: [{ role, content: [{ type, [field]: value }] }] });
  for (const field of [
    'type',
    'name',
    'description',
    'input_schema',
    'cache_control',
    'strict',
    'allowed_domains',
  ])
    for (const value of [
      ...oddValues,
      { properties: 5 },
      { properties: { a: null }, required: {} },
      { anyOf: 3 },
    ])
      for (const rest of [
        {},
        { name: 'n' },
        { name: 'n', type: 'custom' },
        { name: 'n', type: 'bash_20250124' },
        { type: 'web_search_20250305' },
      ])
        yield ask('m', { tools: [{ ...rest, [field]: value }] });
  for (const value of oddValues)
    for (const field of ['effort', 'format', 'type', 'name', 'user_id', 'budget_tokens', 'schema'])
      for (const outer of ['output_config', 'thinking', 'tool_choice', 'metadata'])
        yield ask('m', { [outer]: { type: 'enabled', [field]: value }, tools: [{ name: 'n' }] });
  for (const value of oddValues)
    yield ask('m', { output_config: { format: { type: 'json_schema', schema: value } } });
}

const conditions = compileConditions({ tool: 'mcp__*', prompt: 'x' });

/** Reads, routes and translates a body as the exchange does. */
function travel(body: object): void {
  const bytes = Buffer.from(JSON.stringify(body));
  const request = clientWires.anthropic.readRequest(readBody(bytes)).request;
  conditions.matches(readFacts(request, { headers: {}, client: null, bodyBytes: bytes.length }));
  for (const preset of presets) {
    if (preset.wire !== 'openai-chat') continue;
    const target = { vendor: preset.id, model: 'x', quirks: preset.quirks };
    JSON.stringify(openaiChat.writeRequest(request, target).body);
  }
}

test('a body of any odd content is taken or refused, never met with surprise', () => {
  const surprises = new Map<string, unknown>();
  for (const body of oddBodies()) {
    try {
      travel(body);
    } catch (error) {
      if (error instanceof RequestError) continue;
      const stack = error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 3).join(' ') : '';
      surprises.set(stack, body);
    }
  }
  expect([...surprises]).toEqual([]);
});

test('a body that is nested too deep is refused as the fault of the client', async () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const results = `${'{"type":"tool_result","tool_use_id":"a","content":['.repeat(50_000)}${']}'.repeat(50_000)}`;
  await using chat = await startUpstream((request) => answerChat(request, [says('hi')]));
  await using core = await startTestCore({
    providers: [{ id: 'a', wire: 'openai-chat', baseUrl: chat.url, keys: [] }],
    routes: { default: 'a/x' },
  });
  const statuses = new Set<number>();
  const errors = new Set<string | undefined>();
  for (const body of [
    deep,
    `{"model":"m","messages":[{"role":"user","content":"a"}],"tools":[{"name":"n","input_schema":{"properties":${deep}}}]}`,
    `{"model":"m","messages":[{"role":"user","content":"a"}],"tools":[{"name":"n","input_schema":${'{"not":'.repeat(50_000)}1${'}'.repeat(50_000)}}]}`,
    `{"model":"m","messages":[{"role":"user","content":[${results}]}]}`,
    `{"model":"m","messages":[{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"n","input":${deep}}]}]}`,
  ]) {
    const response = await core.send(body);
    statuses.add(response.status);
    errors.add(((await response.json()) as { error?: { type: string } }).error?.type);
  }
  expect(statuses).toEqual(new Set([200, 400]));
  expect([...errors]).toEqual(expect.arrayContaining(['invalid_request_error', undefined]));
  expect(errors.size).toBe(2);
});
