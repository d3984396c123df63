import { describe, expect, test } from 'vitest';
import {
  assistant,
  call,
  messagesOf,
  result,
  system,
  text,
  user,
  write,
  writtenMessages,
} from './write-request-parts.ts';

describe('system prompt', () => {
  const billing = text('x-anthropic-billing-header: cc_version=2.1.329; cc_entrypoint=cli;');

  test('case 6: blocks are joined and the billing block is dropped', () => {
    const written = write({ system: [billing, text('You are Claude Code.'), text('Be brief.')] });
    expect(messagesOf(written)[0]).toEqual({ role: 'system', content: 'You are Claude Code.\n\nBe brief.' });
  });

  test('case 26: blocks keep their cache_control where the target takes it', () => {
    const cached = text('You are Claude Code.', {
      cache_control: { type: 'ephemeral', ttl: '1h', scope: 'global' },
    });
    const written = write({ system: [billing, cached, text('Be brief.')] }, { cacheControl: true });
    expect(messagesOf(written)[0]).toEqual({
      role: 'system',
      content: [
        { type: 'text', text: 'You are Claude Code.', cache_control: { type: 'ephemeral', ttl: '1h' } },
        { type: 'text', text: 'Be brief.' },
      ],
    });
    expect(written.losses).toEqual([]);
  });

  test('case 26: where the target has no cache_control its loss is said once', () => {
    const cached = text('a', { cache_control: { type: 'ephemeral' } });
    expect(write({ system: [cached, cached] }).losses).toEqual([
      'cache_control: this provider caches by itself or not at all',
    ]);
  });

  test('a system prompt of nothing but the billing block leaves no system message', () => {
    expect(messagesOf(write({ system: [billing] }))).toEqual([{ role: 'user', content: 'hi' }]);
  });
});

describe('system messages in mid-conversation', () => {
  const conversation = [
    user('a'),
    system('Plan mode is active'),
    assistant('b'),
    system([text('It was left')]),
    user('c'),
  ];

  test('case 4: stay where they are as system messages', () => {
    expect(writtenMessages(conversation)).toEqual([
      { role: 'user', content: 'a' },
      { role: 'system', content: 'Plan mode is active' },
      { role: 'assistant', content: 'b' },
      { role: 'system', content: 'It was left' },
      { role: 'user', content: 'c' },
    ]);
  });

  test('case 4: stay where they are as developer messages', () => {
    const roles = writtenMessages(conversation, { laterSystem: 'developer' }).map(({ role }) => role);
    expect(roles).toEqual(['user', 'developer', 'assistant', 'developer', 'user']);
  });

  test('case 4: stay where they are as reminders of the user', () => {
    expect(writtenMessages(conversation, { laterSystem: 'user' })).toEqual([
      { role: 'user', content: 'a\n\n<system-reminder>\nPlan mode is active\n</system-reminder>' },
      { role: 'assistant', content: 'b' },
      { role: 'user', content: '<system-reminder>\nIt was left\n</system-reminder>\n\nc' },
    ]);
  });

  test('case 4: one between a call and its result comes after the result', () => {
    const roles = writtenMessages([assistant([call('a')]), system('note'), user([result('a', 'ok')])]).map(
      ({ role }) => role,
    );
    expect(roles).toEqual(['assistant', 'tool', 'system']);
  });
});

describe('turns', () => {
  test('case 25: empty texts are dropped, and messages that held nothing else', () => {
    const written = writtenMessages([
      user([text(''), text('a')]),
      assistant(''),
      user(''),
      user([text('')]),
      assistant([text('b')]),
    ]);
    expect(written).toEqual([
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'b' },
    ]);
  });

  test('case 25: a dropped message does not part a call from its result', () => {
    const written = writtenMessages([
      assistant([text(''), call('a')]),
      assistant([text('')]),
      user([text('')]),
      user([result('a', 'ok')]),
    ]);
    expect(written.map(({ role }) => role)).toEqual(['assistant', 'tool']);
  });

  test('texts of the assistant that follow each other are one text', () => {
    const cited = text('The sky is ', {
      citations: [{ type: 'web_search_result_location', url: 'https://example.com' }],
    });
    const written = write({ messages: [assistant([cited, text('blue.')])] });
    expect(messagesOf(written)).toEqual([{ role: 'assistant', content: 'The sky is blue.' }]);
    expect(written.losses).toEqual(['citations of earlier answers']);
  });

  test('searches that Anthropic ran read as text, without what only Anthropic can decrypt', () => {
    const found = {
      type: 'web_search_result',
      title: 'Rain',
      url: 'https://example.com/rain',
      encrypted_content: 'Eo8B',
    };
    const written = writtenMessages([
      assistant([
        { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'weather' } },
        { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [found] },
        text('It rains.'),
      ]),
    ]);
    expect(written).toEqual([
      {
        role: 'assistant',
        content:
          '[Called web_search: {"query":"weather"}]\n\n[Web search results]\n- Rain: https://example.com/rain\n\nIt rains.',
      },
    ]);
  });

  test('a search that failed says so', () => {
    const failed = { type: 'web_search_tool_result_error', error_code: 'unavailable' };
    const written = writtenMessages([
      assistant([{ type: 'web_search_tool_result', tool_use_id: 's', content: failed }]),
    ]);
    expect(written).toEqual([{ role: 'assistant', content: '[Web search failed: unavailable]' }]);
  });

  test('blocks of unknown kinds travel as text and are named among the losses', () => {
    const written = write({
      messages: [
        user([{ type: 'hologram', depth: 3 }]),
        assistant([{ type: 'mcp_tool_use', name: 'x', input: { a: 1 } }]),
      ],
    });
    expect(messagesOf(written)).toEqual([
      { role: 'user', content: '[hologram] {"type":"hologram","depth":3}' },
      { role: 'assistant', content: '[mcp_tool_use] {"type":"mcp_tool_use","name":"x","input":{"a":1}}' },
    ]);
    expect(written.losses).toEqual([
      'a block of type "hologram" was sent as text',
      'a block of type "mcp_tool_use" was sent as text',
    ]);
  });

  test('data inside a block of an unknown kind is not repeated as text', () => {
    const source = { type: 'base64', media_type: 'application/pdf', data: 'JVBERi0xLjQK' };
    const fetched = { type: 'web_fetch_tool_result', content: { type: 'document', source } };
    expect(writtenMessages([assistant([fetched])])).toEqual([
      {
        role: 'assistant',
        content:
          '[web_fetch_tool_result] {"type":"web_fetch_tool_result","content":{"type":"document","source":"application/pdf data left out"}}',
      },
    ]);
  });
});
