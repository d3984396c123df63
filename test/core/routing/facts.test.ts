import { describe, expect, test } from 'vitest';
import type { Block, MessageParam } from '../../../src-main/core/wire/anthropic/messages.ts';
import { factsOf } from './given.ts';

const user = (...content: Block[]): MessageParam => ({ role: 'user', content });
const text = (value: string): Block => ({ type: 'text', text: value });
const result = (content: string | Block[]): Block => ({ type: 'tool_result', tool_use_id: 't', content });
const assistant: MessageParam = { role: 'assistant', content: 'ok' };
const image = (data = 'AAAA'): Block => ({
  type: 'image',
  source: { type: 'base64', media_type: 'image/png', data },
});

describe('plan mode', () => {
  const isPlanning = (...messages: MessageParam[]) =>
    factsOf({ messages }).thinkMark === 'plan mode is active';
  const system = (content: string): MessageParam => ({ role: 'system', content });
  const entered = system('Skills.\n\nPlan mode is active. The user indicated that');
  const left = system('## Exited Plan Mode\n\nYou have exited plan mode.');

  test('the last word counts', () => {
    expect(isPlanning(user(text('hi')), entered)).toBe(true);
    expect(isPlanning(user(text('hi')), entered, assistant, left)).toBe(false);
    expect(isPlanning(user(text('hi')), entered, left, system('Plan mode still active (see full'))).toBe(
      true,
    );
    expect(
      isPlanning(user(text('hi')), system('Plan mode is active. But then:\n\n## Exited Plan Mode')),
    ).toBe(false);
  });

  test("neither the user's nor the model's own words count", () => {
    expect(isPlanning(user(text('Plan mode is active. What does that mean?')))).toBe(false);
    expect(isPlanning(user(text('hi')), { role: 'assistant', content: 'Plan mode is active.' })).toBe(false);
    expect(isPlanning(system('they wrote that Plan mode is active somewhere'))).toBe(false);
  });

  test('a file that quotes a reminder does not count', () => {
    const quoted = '1\t<system-reminder>\n2\tPlan mode is active.\n3\t</system-reminder>\n4\tend';
    expect(isPlanning(user(result(quoted)))).toBe(false);
    expect(isPlanning(user(result([text('Plan mode is active. It says so in the file.')])))).toBe(false);
  });

  test("the results of the client's own tools count", () => {
    expect(isPlanning(user(result('Entered plan mode. You should now focus')))).toBe(true);
    expect(isPlanning(entered, user(result('User has approved your plan. You can now start coding.')))).toBe(
      false,
    );
    expect(
      isPlanning(entered, user(result([text('User has approved exiting plan mode. You can now')]))),
    ).toBe(false);
  });

  test('a plan that was refused leaves plan mode on', () => {
    expect(
      isPlanning(entered, assistant, user(result("The user doesn't want to proceed with this tool use."))),
    ).toBe(true);
  });
});

describe('thinking', () => {
  test.each([
    [{ thinking: { type: 'enabled', budget_tokens: 1024 } }, 'thinking is enabled'],
    [{ thinking: { type: 'adaptive' } }, null],
    [{ thinking: { type: 'disabled' } }, null],
    [{ thinking: { type: 'disabled' }, output_config: { effort: 'high' } }, null],
    [{ thinking: { type: 'adaptive' }, output_config: { effort: 'medium' } }, null],
    [{ thinking: { type: 'adaptive' }, output_config: { effort: 'high' } }, 'the effort is high'],
    [{ output_config: { effort: 'xhigh' } }, 'the effort is xhigh'],
    [{ output_config: { effort: 'max' } }, 'the effort is max'],
    [{}, null],
  ])('%j: %s', (request, mark) => {
    expect(factsOf(request).thinkMark).toBe(mark);
  });
});

describe('images', () => {
  const hasImage = (...messages: MessageParam[]) => factsOf({ messages }).hasImage;

  test('one in the last user turn counts, inside a tool result too', () => {
    expect(hasImage(user(text('look'), image()))).toBe(true);
    expect(hasImage(user(text('look')), assistant, user(result([text('read'), image()])))).toBe(true);
  });

  test('the turn may span several messages', () => {
    expect(hasImage(user(image()), { role: 'system', content: 'more' }, user(text('look')))).toBe(true);
  });

  test('one of an earlier turn does not count', () => {
    expect(hasImage(user(image()), assistant, user(text('and now?')))).toBe(false);
  });
});

describe('background', () => {
  const schema = (properties: object) => ({
    output_config: { format: { type: 'json_schema', schema: { type: 'object', properties } } },
  });

  test("a title's schema without tools and thinking is a sign", () => {
    const title = schema({ title: { type: 'string' } });
    expect(factsOf(title).backgroundMark).toBe('it asks for a session title');
    expect(factsOf({ ...title, tools: [{ name: 'Read' }] }).backgroundMark).toBeNull();
    expect(factsOf({ ...title, thinking: { type: 'adaptive' } }).backgroundMark).toBeNull();
  });

  test("other schemas are signs from Claude Code, and no one else's", () => {
    const other = schema({ name: { type: 'string' } });
    expect(factsOf(other).backgroundMark).toBeNull();
    expect(
      factsOf(other, { headers: { 'user-agent': 'claude-cli/2.1.329 (external, cli)' } }).backgroundMark,
    ).toBe('it asks for a session title');
  });

  test('a haiku model is a sign, but the request stays of its class', () => {
    expect(factsOf({ model: 'claude-haiku-5-5' })).toMatchObject({
      backgroundMark: 'a haiku model was asked for',
      class: 'main',
    });
  });

  test.each([
    ['auxiliary', 'summary-extraction', true],
    ['auxiliary', 'followup-generation', true],
    ['auxiliary', undefined, true],
    ['auxiliary', 'main', false],
    ['main', 'main', false],
    ['subagent', 'background-task', false],
  ])('class %s with 1p class %s: %s', (requestClass, first, isBackground) => {
    const headers = {
      'x-claude-code-request-class': requestClass,
      ...(first && { 'x-claude-1p-request-class': first }),
    };
    expect(factsOf({}, { headers }).backgroundMark !== null).toBe(isBackground);
  });
});

test('the classifier of auto mode is no background work even where only the first hint header comes', () => {
  const headers = { 'x-claude-code-request-class': 'auxiliary' };
  expect(factsOf({ thinking: { type: 'disabled' } }, { headers }).backgroundMark).toBeNull();
});

describe('subagents', () => {
  test.each([
    [{ 'x-claude-code-request-class': 'subagent' }, 'Claude Code calls it a subagent'],
    [{ 'x-claude-code-request-class': 'workflow' }, "Claude Code calls it a workflow's agent"],
    [{ 'x-claude-code-agent-id': 'a1' }, 'it bears an agent id'],
    [{ 'x-claude-code-request-class': 'main' }, null],
  ])('%j: %s', (headers, mark) => {
    expect(factsOf({}, { headers }).subagentMark).toBe(mark);
  });

  test('the billing block tells where no header does, and only there', () => {
    const billing = 'x-anthropic-billing-header: cc_version=2.1.329; cc_entrypoint=cli; cc_is_subagent=true;';
    expect(factsOf({ system: [text(billing)] }).subagentMark).toBe('its billing block names a subagent');
    expect(factsOf({ system: [text('Be kind.'), text(billing)] }).subagentMark).toBeNull();
  });
});

describe('the rest', () => {
  test('the prompt is what the user said last, reminders and results left out', () => {
    const reminder = text('<system-reminder>\nToday is a day.\n</system-reminder>');
    const messages = [
      user(reminder, text('first'), text('second')),
      assistant,
      user(result('read this'), reminder),
    ];
    expect(factsOf({ messages }).prompt).toBe('first\nsecond');
  });

  test('the estimate counts text by its bytes and media flatly, however large they are', () => {
    const small = factsOf({ messages: [user(image())] }).estimatedInputTokens;
    expect(factsOf({ messages: [user(image('A'.repeat(1_000_000)))] }).estimatedInputTokens).toBeCloseTo(
      small,
      -1,
    );
    expect(factsOf({ messages: [user(result([image(), image()]))] }).estimatedInputTokens).toBeGreaterThan(
      small + 1500,
    );
    const words = factsOf({ messages: [user(text('word '.repeat(7000)))] }).estimatedInputTokens;
    expect(words).toBeGreaterThan(7_000);
    expect(words).toBeLessThan(14_000);
  });

  test('unknown blocks and shapes are passed over', () => {
    const odd = [
      { type: 'hologram', text: 7 },
      { type: 'tool_result' },
      { type: 'image' },
      { type: 'image', source: null },
    ];
    expect(factsOf({ messages: [user(...odd)], system: [{ type: 'text' }] })).toMatchObject({
      hasImage: true,
      prompt: '',
    });
  });

  test('a conversation of 400 KB is read in a few milliseconds', () => {
    const turns = Array.from({ length: 100 }, () => [user(result('x'.repeat(4_000))), assistant]).flat();
    const request = { messages: turns, system: 's'.repeat(20_000) };
    factsOf(request);
    const start = performance.now();
    for (let run = 0; run < 20; run++) factsOf(request, { bodyBytes: 420_000 });
    expect((performance.now() - start) / 20).toBeLessThan(10);
  });
});
