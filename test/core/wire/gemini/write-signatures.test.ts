import { describe, expect, test } from 'vitest';
import { collectMessage } from '../../../../src-main/core/wire/anthropic/collect.ts';
import type { Block } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { gemini } from '../../../../src-main/core/wire/gemini/index.ts';
import { cutAt, fixture } from '../streams.ts';
import { assistant, call, result, text, user } from '../openai-chat/write-request-parts.ts';
import { geminiContext } from './answers.ts';
import { contents, second, thought, write } from './written.ts';

const model = 'gemini-4-argon';
const context = { ...geminiContext, upstreamModel: model };
const skip = 'skip_thought_signature_validator';

/** The content that a recorded answer becomes when the client sends it back with results for its calls. */
async function secondTurn(name: string, change: (blocks: Block[]) => Block[] = (blocks) => blocks) {
  const { content } = await collectMessage(gemini.readStream(cutAt(fixture(`gemini/${name}`)), context));
  // As it is written to disk and read again by a client that resumes.
  const kept: Block[] = JSON.parse(JSON.stringify(change(content)));
  const results = kept
    .filter(({ type }) => type === 'tool_use')
    .map(({ id }) => result(String(id), `of ${String(id)}`));
  return contents([user('go'), assistant(kept), user(results)]).slice(1);
}

describe('case 19: in the second turn a signature returns on the part that it came with', () => {
  test('a call', async () => {
    expect((await secondTurn('signed-call'))[0]?.parts).toEqual([
      {
        functionCall: { id: 'call_8kq2', name: 'Read', args: { file_path: '/tmp/"ä".txt', limit: 10 } },
        thoughtSignature: 'U0lHLWNhbGw=',
      },
    ]);
  });

  test('parallel calls, of which only the first has one, and their results', async () => {
    expect(await secondTurn('parallel-calls')).toEqual([
      {
        role: 'model',
        parts: [
          { text: 'Both at once.' },
          {
            functionCall: { id: 'toolu_01', name: 'Read', args: { path: '/ä' } },
            thoughtSignature: 'U0lHLWZpcnN0',
          },
          { functionCall: { id: 'toolu_01_2', name: 'Read', args: { path: '/ö' } } },
          { functionCall: { id: 'toolu_01_3', name: 'Now', args: {} } },
        ],
      },
      {
        role: 'user',
        parts: ['toolu_01', 'toolu_01_2', 'toolu_01_3'].map((id) => ({
          functionResponse: {
            id,
            name: id === 'toolu_01_3' ? 'Now' : 'Read',
            response: { output: `of ${id}` },
          },
        })),
      },
    ]);
  });

  test('parallel calls that each have one, also where the client moved the blocks', async () => {
    const moved = (blocks: Block[]) => blocks.toSorted((one, other) => other.type.localeCompare(one.type));
    for (const turn of [
      await secondTurn('calls-in-steps-of-their-own'),
      await secondTurn('calls-in-steps-of-their-own', moved),
    ])
      expect(turn[0]?.parts).toMatchObject([
        { functionCall: { name: 'Read' }, thoughtSignature: 'QUE=' },
        { functionCall: { name: 'Glob' }, thoughtSignature: 'QkI=' },
      ]);
  });

  test('a text, at whose end it came', async () => {
    expect((await secondTurn('signature-at-the-end-of-a-text'))[0]?.parts).toMatchObject([
      { text: 'Let me look.', thoughtSignature: 'U0lHLWVuZA==' },
      { functionCall: { name: 'Bash' }, thoughtSignature: 'U0lHLWNhbGw=' },
    ]);
  });

  test('a text that came whole', async () => {
    expect((await secondTurn('signature-on-a-whole-text'))[0]?.parts).toEqual([
      { text: 'Short.', thoughtSignature: 'U0lHLXdob2xl' },
    ]);
  });

  test('a thought', async () => {
    expect((await secondTurn('signed-thought'))[0]?.parts).toEqual([
      { text: 'Hm.', thought: true, thoughtSignature: 'U0lHLXRob3VnaHQ=' },
      { text: 'Yes.' },
    ]);
  });

  test('a call whose thinking the client has cleared goes on without', async () => {
    const cleared = (blocks: Block[]) => blocks.filter(({ type }) => type !== 'thinking');
    expect((await secondTurn('signed-call', cleared))[0]?.parts).toMatchObject([
      { functionCall: { name: 'Read' }, thoughtSignature: skip },
    ]);
  });
});

describe('a signature that the model cannot read', () => {
  const of = (payload: object, vendor?: string) => ({
    messages: [assistant([thought(payload, 'hm', vendor), call('a')]), user([result('a')])],
  });

  test.each([
    ['of another model', of({ model: 'gemini-2.5-pro', signature: 'QUE=', on: 'call', call: 'a' })],
    ['of another vendor', of({ model, signature: 'QUE=', on: 'call', call: 'a' }, 'vertex')],
  ])('stays away: %s', (_name, request) => {
    const { body, losses } = write(request);
    expect(JSON.stringify(body)).not.toContain('QUE=');
    expect(JSON.stringify(body)).not.toContain('hm');
    expect(JSON.stringify(body)).toContain(skip);
    expect(losses).toEqual([
      'thinking that came from another model',
      "a tool call's thought signature: it came from another model or was dropped",
    ]);
  });

  test('is not replaced before Gemini 3, which asks for none', () => {
    const { body, losses } = write(of({ model: 'x', signature: 'QUE=', on: 'call', call: 'a' }), second);
    expect(JSON.stringify(body)).not.toContain('thoughtSignature');
    expect(losses).toEqual(['thinking that came from another model']);
  });

  test("Anthropic's own thinking is left out and named", () => {
    const { body, losses } = write({
      messages: [
        assistant([{ type: 'thinking', thinking: 'hm', signature: 'EqoB' }, text('so')]),
        user('go'),
      ],
    });
    expect(JSON.stringify(body)).not.toMatch(/hm|EqoB/);
    expect(losses).toEqual(['thinking that came from another model']);
  });
});
