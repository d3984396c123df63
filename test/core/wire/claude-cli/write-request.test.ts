import { describe, expect, test } from 'vitest';
import type { Block, MessagesRequest } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { writeCliRequest } from '../../../../src-main/core/wire/claude-cli/write-request.ts';

const write = (request: Partial<MessagesRequest>) =>
  writeCliRequest({ model: 'opus', messages: [{ role: 'user', content: 'hi' }], ...request });

test('a question is sent as it is, beside its system prompt', () => {
  const billing = { type: 'text', text: 'x-anthropic-billing-header: cc_version=2.1.329;' };
  expect(write({ system: [billing, { type: 'text', text: 'Be brief.' }] })).toEqual({
    systemPrompt: 'Be brief.',
    prompt: 'hi',
    environment: {},
    losses: [],
  });
});

test('without a system prompt none is sent, so that the CLI does not take its own', () => {
  expect(write({}).systemPrompt).toBe('');
});

test('a conversation is told in tags, and the last words of the user stand alone', () => {
  const { prompt, systemPrompt } = write({
    messages: [
      { role: 'user', content: 'Name a colour.' },
      { role: 'system', content: 'No red.' },
      { role: 'assistant', content: 'Blue.' },
      { role: 'user', content: 'Another.' },
    ],
  });
  expect(systemPrompt).toBe('');
  expect(prompt).toBe(
    [
      '<conversation>',
      '<user>\nName a colour.\n\n<system-reminder>\nNo red.\n</system-reminder>\n</user>\n',
      '<assistant>\nBlue.\n</assistant>',
      '</conversation>\n',
      'Another.',
    ].join('\n'),
  );
});

test('earlier calls and their results are told as text', () => {
  const { prompt } = write({
    messages: [
      { role: 'user', content: 'Look.' },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'Read', input: { path: '/a' } }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: 'amber' }] },
    ],
  });
  expect(prompt).toContain('<assistant>\n[Called Read: {"path":"/a"}]\n</assistant>');
  expect(prompt).toContain('<tool>\namber\n</tool>');
  expect(prompt).toMatch(/Go on from here as the assistant\.$/);
});

test('words that begin with a slash are no command of the CLI', () => {
  expect(write({ messages: [{ role: 'user', content: '/help' }] }).prompt).toBe(' /help');
});

test('effort, thinking and the limit of the answer reach the CLI', () => {
  const { effort, environment, losses } = write({
    output_config: { effort: 'xhigh' },
    thinking: { type: 'disabled' },
    max_tokens: 1234,
  });
  expect({ effort, environment, losses }).toEqual({
    effort: 'xhigh',
    environment: { CLAUDE_CODE_MAX_OUTPUT_TOKENS: '1234', CLAUDE_CODE_DISABLE_THINKING: '1' },
    losses: [],
  });
});

test('a schema for the answer is asked for in words, and that is said', () => {
  const format = { type: 'json_schema', schema: { type: 'object', properties: { title: {} } } };
  const { systemPrompt, losses } = write({ system: 'Be brief.', output_config: { format } });
  expect(systemPrompt).toMatch(/^Be brief\.\n\nAnswer with one JSON object.*"title"/s);
  expect(losses).toEqual(['the output schema binds by instruction only']);
});

test('what the CLI cannot be told is named, never dropped in silence', () => {
  const { losses } = write({
    temperature: 0.5,
    stop_sequences: ['END'],
    output_config: { effort: 'minimal' },
    thinking: { type: 'enabled', budget_tokens: 2000 },
  });
  expect(losses).toEqual([
    'effort "minimal"',
    'temperature: the Claude CLI has no such setting',
    'stop_sequences: the Claude CLI has no such setting',
    'thinking.budget_tokens',
  ]);
});

describe('refused with what to do instead', () => {
  const image: Block = {
    type: 'image',
    source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' },
  };
  const tools = ['Read', 'Bash', 'Glob', 'Grep'].map((name) => ({ name }));
  test.each<[string, Partial<MessagesRequest>, string]>([
    [
      'tools',
      { tools },
      "the Claude CLI cannot be given a client's own tools (Read, Bash, Glob, …): route requests that bring tools to another provider",
    ],
    [
      'images',
      { messages: [{ role: 'user', content: [image] }] },
      'the Claude CLI cannot be given images: route requests that hold images to another provider',
    ],
    ['nothing to say', { messages: [] }, 'messages: there is nothing to answer'],
  ])('%s', (_, request, message) => {
    expect(() => write(request)).toThrow(
      expect.objectContaining({ kind: 'invalid-request', status: 400, message }),
    );
  });
});
