import { describe, expect, test } from 'vitest';
import { readTaggedSignature, tagSignature } from '../../../../src-main/core/wire/signature.ts';
import { read } from './client-given.ts';

const text = (said: string) => ({ type: 'text', text: said });
const user = { role: 'user', content: 'hi' };
const messagesOf = (...messages: object[]) => read({ messages }).request.messages;
const lossesOf = (...messages: object[]) => read({ messages }).losses;
const said = (message: object) => messagesOf(user, message)[1]?.content;

describe('case 19: thinking that a client sends back', () => {
  const ours = tagSignature({ vendor: 'deepseek', payload: ['x'] });
  const thoughts = (fields: object) => said({ role: 'assistant', content: 'a', ...fields });
  const detail = (more: object) => ({ type: 'reasoning.text', index: 0, ...more });

  test.each([
    ['signed by us', ours],
    ['signed by Anthropic', 'EqQBCg=='],
  ])('%s keeps its signature', (_what, signature) => {
    const details = [detail({ text: 'Hm.', signature }), detail({ text: 'So.', signature, index: 1 })];
    expect(thoughts({ reasoning_content: 'Hm.So.', reasoning_details: details })).toEqual([
      { type: 'thinking', thinking: 'Hm.', signature },
      { type: 'thinking', thinking: 'So.', signature },
      text('a'),
    ]);
  });

  test('in pieces is joined', () => {
    const details = [detail({ text: 'H' }), detail({ text: 'm.' }), detail({ text: '', signature: ours })];
    expect(thoughts({ reasoning_details: details })).toEqual([
      { type: 'thinking', thinking: 'Hm.', signature: ours },
      text('a'),
    ]);
  });

  test.each([
    ['reasoning_content', { reasoning_content: 'Hm.' }],
    ['reasoning', { reasoning: 'Hm.' }],
    ['details without a signature', { reasoning_details: [detail({ text: 'Hm.' })] }],
    ['a summary', { reasoning_details: [{ type: 'reasoning.summary', summary: 'Hm.' }] }],
  ])('%s alone belongs to no vendor', (_what, fields) => {
    const content = thoughts(fields);
    const [thought] = Array.isArray(content) ? content : [];
    expect(thought).toMatchObject({ type: 'thinking', thinking: 'Hm.' });
    expect(readTaggedSignature(thought?.['signature'])).toEqual({ vendor: 'unknown', payload: null });
  });

  test('whose text was cut by the client keeps our signature and loses any other, and it is said', () => {
    const cut = (signature: string) => ({
      reasoning_content: 'm.',
      reasoning_details: [detail({ text: '', signature })],
    });
    expect(thoughts(cut(ours))).toEqual([{ type: 'thinking', thinking: 'm.', signature: ours }, text('a')]);
    expect(thoughts(cut('EqQBCg=='))).toEqual([text('a')]);
    expect(lossesOf(user, { role: 'assistant', content: 'a', ...cut('EqQBCg==') })).toEqual([
      'signed thinking whose text did not come back',
    ]);
  });

  test('that never had a text keeps its signature', () => {
    expect(thoughts({ reasoning_details: [detail({ text: '', signature: 'EqQBCg==' })] })).toEqual([
      { type: 'thinking', thinking: '', signature: 'EqQBCg==' },
      text('a'),
    ]);
  });

  test('encrypted by Anthropic is given back, by others it is lost, and it is said', () => {
    const encrypted = (format?: string) => ({
      reasoning_details: [{ type: 'reasoning.encrypted', data: 'abc', index: 0, ...(format && { format }) }],
    });
    expect(thoughts(encrypted('anthropic-claude-v1'))).toEqual([
      { type: 'redacted_thinking', data: 'abc' },
      text('a'),
    ]);
    expect(lossesOf(user, { role: 'assistant', content: 'a', ...encrypted() })).toEqual([
      'encrypted reasoning whose vendor is not known',
    ]);
  });

  test('and nothing else makes no message', () => {
    expect(messagesOf(user, { role: 'assistant', content: null, reasoning_content: 'Hm.' })).toHaveLength(1);
  });
});
