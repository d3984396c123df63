import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ClientRequest } from '../../../../src-main/core/wire/client-wire.ts';
import { openaiResponsesClient } from '../../../../src-main/core/wire/openai-responses/client-wire.ts';
import { readTaggedSignature } from '../../../../src-main/core/wire/signature.ts';

/** A request as Codex 0.169 sent it, its long texts shortened. */
function capture(name: string): ClientRequest {
  const path = new URL(`../../../fixtures/openai-responses/client-codex-${name}.json`, import.meta.url);
  const { body }: { body: unknown } = JSON.parse(readFileSync(path, 'utf8'));
  return openaiResponsesClient.readRequest(body);
}

const ownTools = ['exec_command', 'write_stdin', 'request_user_input', 'view_image'];
const goalTools = ['get_goal', 'create_goal', 'update_goal'];
const agents = ['close_agent', 'resume_agent', 'send_input', 'spawn_agent', 'wait_agent'];
const unknownModel = [
  ...ownTools,
  ...agents.map((name) => `multi_agent_v1__${name}`),
  ...goalTools,
  'web_search',
];
const knownModel = [...ownTools.toSpliced(3, 0, 'apply_patch'), ...goalTools, 'tool_search', 'web_search'];
const collaboration = [
  'followup_task',
  'interrupt_agent',
  'list_agents',
  'send_message',
  'spawn_agent',
  'wait_agent',
];
const inNamespaces = ['clock__sleep', ...collaboration.map((name) => `collaboration__${name}`)];

const metadata = 'client_metadata: Signalbox does not carry it';
const namespaces = (...names: string[]) =>
  names.map((name) => `the description of the tools' namespace "${name}"`);
const ofKnownModel = [
  'the grammar of "apply_patch" binds by description only',
  'search_content_types of web search',
  'text.verbosity',
  metadata,
];
const ofNewerModel = [
  ...namespaces('clock', 'collaboration'),
  'the grammar of "exec" binds by description only',
  'reasoning.context',
  'text.verbosity',
  metadata,
];

/** What each situation's request offers, loses and ends with. */
const situations = {
  'first-turn': {
    instructions: 3,
    tools: unknownModel,
    losses: [...namespaces('multi_agent_v1'), metadata],
    roles: ['user'],
    last: [{ text: expect.stringContaining('<environment_context>') }, { text: 'say hi' }],
  },
  'tool-turn': {
    instructions: 3,
    tools: unknownModel,
    losses: [...namespaces('multi_agent_v1'), metadata],
    roles: ['user', 'assistant', 'user'],
    last: [{ type: 'tool_result', tool_use_id: 'call_1', content: expect.stringContaining('tool-ran') }],
  },
  namespace: {
    instructions: 3,
    tools: unknownModel,
    losses: [...namespaces('multi_agent_v1'), metadata],
    roles: ['user', 'assistant', 'user'],
    last: [{ type: 'tool_result' }],
  },
  'apply-patch': {
    instructions: 4,
    tools: knownModel,
    losses: ofKnownModel,
    roles: ['user', 'assistant', 'user'],
    last: [{ type: 'tool_result', content: expect.stringContaining('Success') }],
  },
  'tool-search': {
    instructions: 4,
    tools: [...knownModel, 'multi_agent_v1__spawn_agent', 'multi_agent_v1__resume_agent'],
    losses: [...namespaces('multi_agent_v1'), ...ofKnownModel],
    roles: ['user', 'assistant', 'user'],
    last: [
      { type: 'tool_result', content: 'Found: multi_agent_v1__spawn_agent, multi_agent_v1__resume_agent' },
    ],
  },
  'view-image': {
    instructions: 4,
    tools: knownModel,
    losses: ofKnownModel.toSpliced(2, 0, 'detail of images'),
    roles: ['user', 'assistant', 'user'],
    last: [
      {
        type: 'tool_result',
        content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png' } }],
      },
    ],
  },
  'image-prompt': {
    instructions: 4,
    tools: knownModel,
    losses: ofKnownModel.toSpliced(2, 0, 'detail of images'),
    roles: ['user'],
    last: [
      { type: 'text' },
      { text: expect.stringContaining('<image name=') },
      { type: 'image' },
      { text: '</image>' },
      { text: 'say hi' },
    ],
  },
  'newer-model': {
    instructions: 6,
    tools: ['exec', 'wait', 'request_user_input', 'request_user_input_async', ...inNamespaces],
    losses: ofNewerModel,
    roles: ['user', 'assistant', 'user'],
    last: [{ type: 'tool_result', content: [{ type: 'text' }, { type: 'text', text: 'tool-ran\n' }] }],
  },
  subagent: {
    instructions: 6,
    tools: ['exec', 'wait', 'request_user_input', ...inNamespaces],
    losses: ofNewerModel,
    roles: ['user'],
    last: [
      { text: expect.stringContaining('<environment_context>') },
      { text: expect.stringContaining('NEW_TASK') },
      { text: 'look around' },
    ],
  },
  compaction: {
    instructions: 3,
    tools: undefined,
    losses: [metadata],
    roles: ['user', 'assistant', 'user'],
    last: [{ type: 'tool_result' }, { text: expect.stringContaining('CONTEXT CHECKPOINT COMPACTION') }],
  },
};

describe.each(Object.entries(situations))("Codex's request %s", (name, situation) => {
  const { tools, losses, instructions, roles, last } = situation;
  const { request, isStream, losses: lost } = capture(name);

  test('offers its tools, and says what is lost', () => {
    expect(request.tools?.map((tool) => tool.name)).toEqual(tools);
    expect([...lost].sort()).toEqual([...losses].sort());
  });

  test('becomes turns with the instructions in front', () => {
    expect(isStream).toBe(true);
    expect(request.system?.[0]).toMatchObject({ type: 'text', text: expect.stringContaining('You are') });
    expect(request.system).toHaveLength(instructions);
    expect(request.messages.map(({ role }) => role)).toEqual(roles);
    expect(request.messages.at(-1)?.content).toMatchObject(last);
  });

  test('keeps its session on one cache and asks for thinking', () => {
    expect(request.metadata?.['user_id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(request.thinking?.type).toBe('adaptive');
  });
});

test("OpenAI's own reasoning waits for its way back to OpenAI", () => {
  const [thinking] = capture('tool-turn').request.messages[1]?.content ?? [];
  const { signature, ...rest } = typeof thinking === 'object' ? thinking : { signature: undefined };
  expect(rest).toEqual({ type: 'thinking', thinking: 'thinking about it' });
  expect(readTaggedSignature(signature)).toEqual({
    vendor: 'openai-responses',
    payload: {
      type: 'reasoning',
      id: 'rs_1',
      summary: [{ type: 'summary_text', text: 'thinking about it' }],
      encrypted_content: 'ENCRYPTED_ABC',
    },
  });
});

test('a grammar is told to models that it cannot bind', () => {
  const patch = capture('apply-patch').request.tools?.find(({ name }) => name === 'apply_patch');
  expect(patch?.input_schema).toMatchObject({
    properties: {
      input: { type: 'string', description: expect.stringContaining('start: begin_patch hunk+ end_patch') },
    },
    required: ['input'],
  });
});
