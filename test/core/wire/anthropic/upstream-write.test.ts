import { describe, expect, test } from 'vitest';
import type {
  Block,
  MessageParam,
  MessagesRequest,
} from '../../../../src-main/core/wire/anthropic/messages.ts';
import { lagging, type AnthropicQuirks } from '../../../../src-main/core/wire/anthropic/quirks.ts';
import { anthropicUpstream } from '../../../../src-main/core/wire/anthropic/upstream-wire.ts';
import { tagSignature } from '../../../../src-main/core/wire/signature.ts';

const user = (...content: Block[]): MessageParam => ({ role: 'user', content });
const assistant = (...content: Block[]): MessageParam => ({ role: 'assistant', content });
const system = (text: string): MessageParam => ({ role: 'system', content: text });
const text = (value: string): Block => ({ type: 'text', text: value });
const call = (id: string, name = 'Read'): Block => ({ type: 'tool_use', id, name, input: {} });
const result = (id: string, content: unknown = 'ok'): Block => ({
  type: 'tool_result',
  tool_use_id: id,
  content,
});
const reminder = (value: string) => `<system-reminder>\n${value}\n</system-reminder>`;

function written(request: Partial<MessagesRequest>, quirks: AnthropicQuirks = {}) {
  const whole: MessagesRequest = { model: 'gpt-6', messages: [user(text('Hi'))], ...request };
  const before = structuredClone(whole);
  const target = { vendor: 'anthropic', model: 'claude-opus-5-5', quirks };
  const answer = anthropicUpstream.writeRequest(whole, target);
  expect(whole).toEqual(before);
  return answer;
}
const messagesOf = (...messages: MessageParam[]) => written({ messages }).body['messages'];

test('a plain request goes to /v1/messages with the target model and room for an answer', () => {
  expect(written({ messages: [{ role: 'user', content: 'Hi' }], stream: true })).toEqual({
    path: '/v1/messages',
    body: {
      model: 'claude-opus-5-5',
      messages: [user(text('Hi'))],
      max_tokens: 32_000,
      stream: true,
    },
    toolNames: new Map(),
    prelude: [],
    losses: [],
  });
});

test('what the client asked for stays, fields that we do not know too', () => {
  const fields = {
    max_tokens: 64,
    system: 'Be brief.',
    thinking: { type: 'enabled', budget_tokens: 2048 },
    metadata: { user_id: 'u' },
    cache_control: { type: 'ephemeral' },
    new_field: { a: 1 },
  };
  expect(written(fields).body).toMatchObject(fields);
});

test('a budget for thinking leaves room for the answer, and no more is asked for than the target gives', () => {
  const thinking = { type: 'enabled', budget_tokens: 10_000 };
  expect(written({ thinking }).body['max_tokens']).toBe(42_000);
  const { body, losses } = written({ max_tokens: 128_000 }, { maxOutputTokens: 32_000 });
  expect(body['max_tokens']).toBe(32_000);
  expect(losses).toEqual(['max_tokens over 32000']);
});

describe('system text', () => {
  test('case 5: that comes first joins the system prompt', () => {
    const { body } = written({
      system: 'One.',
      messages: [system('Two.'), { role: 'system', content: [text('Three.')] }, user(text('Hi'))],
    });
    expect(body).toMatchObject({
      system: [text('One.'), text('Two.'), text('Three.')],
      messages: [user(text('Hi'))],
    });
  });

  test('case 4: stays in its place before an answer and at the end', () => {
    expect(
      messagesOf(user(text('a')), system('S'), assistant(text('b')), user(text('c')), system('T')),
    ).toEqual([
      user(text('a')),
      { role: 'system', content: [text('S')] },
      assistant(text('b')),
      user(text('c')),
      { role: 'system', content: [text('T')] },
    ]);
  });

  test('is told as a reminder where Anthropic takes none', () => {
    expect(messagesOf(user(text('a')), assistant(text('b')), system('S'), user(text('c')))).toEqual([
      user(text('a')),
      assistant(text('b')),
      user(text(reminder('S')), text('c')),
    ]);
    expect(messagesOf(user(text('a')), system('S'), user(text('b')))).toEqual([
      user(text('a'), text(reminder('S')), text('b')),
    ]);
  });

  test('of nothing else is still a message', () => {
    expect(messagesOf(system('S'))).toEqual([user(text(reminder('S')))]);
  });
});

describe('tool results', () => {
  test('case 2: stand together before what else the user says, in the order of the calls', () => {
    expect(
      messagesOf(
        user(text('go')),
        assistant(text('Reading.'), call('a'), call('b')),
        user(text('first this'), result('b')),
        user(text('then that'), result('a')),
      ),
    ).toEqual([
      user(text('go')),
      assistant(text('Reading.'), call('a'), call('b')),
      user(result('a'), result('b'), text('first this'), text('then that')),
    ]);
  });

  test('case 9: ids get the characters that Anthropic takes, alike on call and result', () => {
    const [, said, told] = Object(
      messagesOf(user(text('go')), assistant(call('call:1/ä')), user(result('call:1/ä'))),
    );
    const { id } = said.content[0];
    expect(id).toMatch(/^[a-zA-Z0-9_-]+$/);
    expect(told.content[0].tool_use_id).toBe(id);
  });

  test('case 10: calls that share an id or have none keep their own results', () => {
    const [, first, told, second, again] = Object(
      messagesOf(
        user(text('go')),
        assistant(call('same'), call('')),
        user(result('same', 'one'), result('', 'two')),
        assistant(call('same')),
        user(result('same', 'three')),
      ),
    );
    const ids = [...first.content, ...second.content].map((block: Block) => block['id']);
    expect(new Set(ids).size).toBe(3);
    expect([...told.content, ...again.content].map(({ tool_use_id }: Block) => tool_use_id)).toEqual(ids);
    expect(again.content[0].content).toBe('three');
  });

  test('that are missing are said to be, and those without a call become text', () => {
    const { body, losses } = written({
      messages: [user(text('go')), assistant(call('a')), user(result('gone', 'lost'))],
    });
    expect(body['messages']).toEqual([
      user(text('go')),
      assistant(call('a')),
      user(
        {
          ...result('a', '[This call was interrupted and has no result.]'),
          is_error: true,
        },
        text('[A tool result whose call is not part of this conversation]'),
        text('lost'),
      ),
    ]);
    expect(losses).toHaveLength(2);
  });
});

describe('case 19: thinking', () => {
  const thought = (signature: string): Block => ({ type: 'thinking', thinking: 'Hm.', signature });

  test("of Anthropic's own stays, and what was tagged for it is restored", () => {
    const own = thought('EqQB');
    const tagged = thought(tagSignature({ vendor: 'anthropic', payload: 'EqQB' }));
    for (const block of [own, tagged]) {
      expect(messagesOf(user(text('a')), assistant(block, text('b')))).toEqual([
        user(text('a')),
        assistant(own, text('b')),
      ]);
    }
  });

  test('of another vendor goes, with messages that held nothing else', () => {
    const foreign = thought(tagSignature({ vendor: 'deepseek', payload: null }));
    const { body, losses } = written({
      messages: [user(text('a')), assistant(foreign), user(text('b')), assistant(foreign, text('c'))],
    });
    expect(body['messages']).toEqual([user(text('a'), text('b')), assistant(text('c'))]);
    expect(losses).toEqual(['thinking that came from another vendor']);
  });

  test('whose mark was damaged goes as well', () => {
    const damaged = thought(tagSignature({ vendor: 'anthropic', payload: 'EqQB' }).slice(0, 14));
    expect(messagesOf(user(text('a')), assistant(damaged, text('b')))).toEqual([
      user(text('a')),
      assistant(text('b')),
    ]);
  });
});

test('case 25: empty texts are left out', () => {
  expect(messagesOf(user(text(''), text('a'), text(' \n')), assistant(text('  ')))).toEqual([
    user(text('a')),
  ]);
});

test('case 8: long tool names are shortened alike everywhere, and the way back is kept', () => {
  const long = `mcp__${'x'.repeat(70)}`;
  const { body, toolNames } = written({
    tools: [
      { name: long, input_schema: { type: 'object' } },
      { type: 'web_search_20250305', name: 'web_search' },
    ],
    tool_choice: { type: 'tool', name: long },
    messages: [user(text('go')), assistant(call('a', long)), user(result('a'))],
  });
  const [[short, name] = []] = [...toolNames];
  expect(name).toBe(long);
  expect(short?.length).toBeLessThanOrEqual(64);
  expect(body).toMatchObject({
    tools: [{ name: short }, { name: 'web_search' }],
    tool_choice: { type: 'tool', name: short },
    messages: [{}, { content: [{ name: short }] }, {}],
  });
});

describe('sampling and stops', () => {
  test("are brought into Anthropic's range", () => {
    const { body, losses } = written({ temperature: 1.5, top_p: 0.9, stop_sequences: ['\n', 'END'] });
    expect(body).toMatchObject({ temperature: 1, stop_sequences: ['END'] });
    expect(body).not.toHaveProperty('top_p');
    expect(losses).toEqual(['temperature 1.5', 'top_p 0.9', 'stop sequences of white space']);
  });

  test('are left out for models that refuse them', () => {
    const { body, losses } = written({ temperature: 0, top_k: 5 }, { refusesSampling: true });
    expect(body).not.toHaveProperty('temperature');
    expect(body).not.toHaveProperty('top_k');
    expect(losses).toEqual(['temperature 0', 'top_k 5']);
  });
});

describe('to an endpoint that lags behind', () => {
  const search = { type: 'web_search_20250305', name: 'web_search' };

  test('case 23: a search that it cannot run fails plainly', () => {
    const { body, prelude, losses } = written({ tools: [search] }, { takes: lagging });
    expect(prelude.map(({ type }) => type)).toEqual(['server_tool_use', 'web_search_tool_result']);
    expect(body).not.toHaveProperty('tools');
    expect(losses).toEqual(['the tool "web_search_20250305" works with Anthropic only']);
    expect(written({ tools: [search] }).prelude).toEqual([]);
  });

  test('its losses are said with ours', () => {
    const { losses } = written(
      { temperature: 2, context_management: {}, messages: [user(text('a')), system('S')] },
      { takes: lagging },
    );
    expect(losses).toEqual(['temperature 2', 'context_management: this provider does not take it']);
  });
});

test('on Vertex AI the path names the model and the body the version', () => {
  const { path, body } = written({ stream: true }, { isVertex: true });
  expect(path).toBe('/publishers/anthropic/models/claude-opus-5-5:streamRawPredict');
  expect(body).toMatchObject({ anthropic_version: 'vertex-2023-10-16', stream: true });
  expect(body).not.toHaveProperty('model');
});
