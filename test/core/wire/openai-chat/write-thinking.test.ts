import { describe, expect, test } from 'vitest';
import type { Block, MessagesRequest } from '../../../../src-main/core/wire/anthropic/messages.ts';
import type { ChatQuirks, EffortQuirk } from '../../../../src-main/core/wire/openai-chat/quirks.ts';
import { tagSignature } from '../../../../src-main/core/wire/signature.ts';
import { assistant, call, messagesOf, result, text, user, write } from './write-request-parts.ts';

describe('replay', () => {
  const thought = (vendor: string, thinking: string, payload: unknown = null): Block => ({
    type: 'thinking',
    thinking,
    signature: tagSignature({ vendor, payload }),
  });
  const turn = (thoughts: Block[], quirks: ChatQuirks) => {
    const written = write(
      { messages: [assistant([...thoughts, call('a')]), user([result('a', 'ok')])] },
      quirks,
      'acme',
    );
    return { message: messagesOf(written)[0], losses: written.losses };
  };
  const deepseekStyle: ChatQuirks = { replay: { field: 'reasoning_content', onEveryToolTurn: true } };
  const openrouterStyle: ChatQuirks = { replay: { field: 'reasoning_details' } };

  test('case 19: reasoning text goes back to the vendor it came from', () => {
    const { message, losses } = turn([thought('acme', 'First, '), thought('acme', 'read.')], deepseekStyle);
    expect(message).toMatchObject({ reasoning_content: 'First, read.' });
    expect(losses).toEqual([]);
  });

  test('case 19: reasoning details go back verbatim and in order', () => {
    const details = [
      { type: 'reasoning.encrypted', data: 'AAAA', index: 0 },
      { type: 'reasoning.text', text: 'x', signature: 's' },
    ];
    const { message } = turn(
      [thought('acme', 'x', [details[0]]), thought('acme', '', [details[1]])],
      openrouterStyle,
    );
    expect(message).toMatchObject({ reasoning_details: details });
  });

  test('case 19: a vendor of details that gave plain text only gets the text back', () => {
    expect(turn([thought('acme', 'Hm.')], openrouterStyle).message).toMatchObject({ reasoning: 'Hm.' });
  });

  test.each([
    ['of another vendor', thought('other', 'secret')],
    ['of Anthropic', { type: 'thinking', thinking: 'secret', signature: 'EqQBCgIYAhIM' }],
    ['without a signature', { type: 'thinking', thinking: 'secret' }],
    ['that was redacted', { type: 'redacted_thinking', data: 'secret' }],
    ['whose signature was cut', { ...thought('acme', 'secret'), signature: 'signalbox1.WyJhY' }],
  ])('case 19: thinking %s is dropped and named', (_kind, block) => {
    for (const quirks of [
      {},
      openrouterStyle,
      { replay: { field: 'reasoning_content' } } satisfies ChatQuirks,
    ]) {
      const { message, losses } = turn([block], quirks);
      expect(JSON.stringify(message)).not.toMatch(/secret|reasoning/);
      expect(losses).toEqual(['thinking that came from another vendor']);
    }
  });

  test('case 19: a turn with tool calls bears an empty reasoning_content where the vendor insists', () => {
    expect(turn([], deepseekStyle).message).toMatchObject({ reasoning_content: '' });
    expect(turn([thought('other', 'secret')], deepseekStyle).message).toMatchObject({
      reasoning_content: '',
    });
  });

  test('case 19: a turn without tool calls has no reasoning_content that it never had', () => {
    const written = write({ messages: [assistant('hello')] }, deepseekStyle);
    expect(messagesOf(written)).toEqual([{ role: 'assistant', content: 'hello' }]);
  });

  test('a turn of nothing but foreign thinking is dropped, and the turns around it become one', () => {
    const written = write({
      messages: [user('a'), assistant([thought('other', 'secret')]), user([text('b')])],
    });
    expect(messagesOf(written)).toEqual([{ role: 'user', content: 'a\n\nb' }]);
  });
});

describe('effort', () => {
  const openai: EffortQuirk = {
    field: 'reasoning_effort',
    values: ['low', 'medium', 'high', 'xhigh', 'max'],
    off: { reasoning_effort: 'none' },
  };
  const deepseek: EffortQuirk = {
    field: 'reasoning_effort',
    values: ['low', 'high', 'max'],
    off: { thinking: { type: 'disabled' } },
  };
  const openrouter: EffortQuirk = {
    field: 'reasoning',
    values: ['minimal', 'low', 'medium', 'high', 'xhigh'],
    off: { reasoning: { effort: 'none' } },
  };
  const onAndOff: EffortQuirk = { field: 'reasoning_effort', values: [], off: { reasoning_effort: 'none' } };

  const thinkingOf = (request: Partial<MessagesRequest>, effort?: EffortQuirk) => {
    const fields = Object.entries(write(request, effort ? { effort } : {}).body);
    return Object.fromEntries(
      fields.filter(([field]) => ['reasoning_effort', 'reasoning', 'thinking'].includes(field)),
    );
  };
  const asked = (effort: string): Partial<MessagesRequest> => ({
    thinking: { type: 'adaptive' },
    output_config: { effort },
  });

  test.each([
    ['medium', openai, { reasoning_effort: 'medium' }],
    ['max', openai, { reasoning_effort: 'max' }],
    ['medium', deepseek, { reasoning_effort: 'low' }],
    ['xhigh', deepseek, { reasoning_effort: 'high' }],
    ['max', openrouter, { reasoning: { effort: 'xhigh' } }],
    ['low', { ...deepseek, values: ['high'] } satisfies EffortQuirk, { reasoning_effort: 'high' }],
    ['high', onAndOff, {}],
    ['high', undefined, {}],
  ])('case 26: effort %s is mapped onto what the target knows', (effort, quirk, expected) => {
    expect(thinkingOf(asked(effort), quirk)).toEqual(expected);
  });

  test.each([
    [1_024, 'low'],
    [10_000, 'medium'],
    [31_999, 'high'],
  ])('a budget of %i tokens counts as effort %s', (budget_tokens, expected) => {
    expect(thinkingOf({ thinking: { type: 'enabled', budget_tokens } }, openai)).toEqual({
      reasoning_effort: expected,
    });
  });

  test('an effort beats a budget', () => {
    const request = { thinking: { type: 'enabled', budget_tokens: 1_024 }, output_config: { effort: 'max' } };
    expect(thinkingOf(request, openai)).toEqual({ reasoning_effort: 'max' });
  });

  test.each([
    [openai, { reasoning_effort: 'none' }],
    [deepseek, { thinking: { type: 'disabled' } }],
    [openrouter, { reasoning: { effort: 'none' } }],
    [onAndOff, { reasoning_effort: 'none' }],
    [undefined, {}],
  ])('disabled thinking switches it off where that can be', (quirk, expected) => {
    expect(thinkingOf({ thinking: { type: 'disabled' }, output_config: { effort: 'high' } }, quirk)).toEqual(
      expected,
    );
  });

  test('adaptive thinking without an effort leaves the choice to the target', () => {
    expect(thinkingOf({ thinking: { type: 'adaptive', display: 'omitted' } }, openai)).toEqual({});
  });

  const tools = [{ name: 'Read', input_schema: { type: 'object' } }];

  test('a target that takes tools only without thinking gets it switched off, and the loss is said', () => {
    const quirk: EffortQuirk = { ...openai, offWith: 'tools' };
    expect(thinkingOf({ ...asked('high'), tools }, quirk)).toEqual({ reasoning_effort: 'none' });
    expect(write({ ...asked('high'), tools }, { effort: quirk }).losses).toEqual([
      'thinking: not beside tools',
    ]);
    expect(thinkingOf(asked('high'), quirk)).toEqual({ reasoning_effort: 'high' });
  });

  test('a target that takes a forced tool only without thinking gets it switched off for that tool', () => {
    const quirk: EffortQuirk = { ...deepseek, offWith: 'forced-tool' };
    const forced = { ...asked('high'), tools, tool_choice: { type: 'tool', name: 'Read' } };
    expect(thinkingOf(forced, quirk)).toEqual({ thinking: { type: 'disabled' } });
    expect(thinkingOf({ ...forced, tool_choice: { type: 'auto' } }, quirk)).toEqual({
      reasoning_effort: 'high',
    });
  });

  test.each([
    [asked('high'), {}, 'effort "high"'],
    [asked('medium'), { effort: deepseek }, 'effort "medium" was sent as "low"'],
    [asked('turbo'), { effort: openai }, 'effort "turbo"'],
    [{ thinking: { type: 'disabled' } }, {}, 'thinking cannot be switched off'],
  ])('case 26: what is lost of an effort is said', (request, quirks, loss) => {
    expect(write(request, quirks).losses).toEqual([loss]);
  });
});

describe('sampling', () => {
  const sampling = { temperature: 0.5, top_p: 0.9 };

  test('temperature and top_p are passed on', () => {
    expect(write(sampling).body).toMatchObject(sampling);
  });

  test('they are left out beside an effort where the target refuses both together', () => {
    const effort: EffortQuirk = {
      field: 'reasoning_effort',
      values: ['high'],
      off: { reasoning_effort: 'none' },
      excludesSampling: true,
    };
    const thinks = write({ ...sampling, output_config: { effort: 'high' } }, { effort });
    expect(thinks.body).not.toHaveProperty('temperature');
    expect(thinks.losses).toEqual(['temperature: not beside an effort', 'top_p: not beside an effort']);
    expect(write({ ...sampling, thinking: { type: 'disabled' } }, { effort }).body).toMatchObject(sampling);
  });

  test('top_k goes only where it is taken', () => {
    expect(write({ top_k: 40 }, { topK: true }).body).toMatchObject({ top_k: 40 });
    expect(write({ top_k: 40 }).body).not.toHaveProperty('top_k');
    expect(write({ top_k: 40 }).losses).toEqual(['top_k']);
  });
});
