import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Block, MessageParam } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { lagging } from '../../../../src-main/core/wire/anthropic/quirks.ts';
import { anthropicUpstream } from '../../../../src-main/core/wire/anthropic/upstream-wire.ts';
import { tagSignature } from '../../../../src-main/core/wire/signature.ts';

const id = fc.constantFrom('a', 'b', 'c', '', 'ä:1', 'x'.repeat(60));
const saying = fc.record({ type: fc.constant('text'), text: fc.constantFrom('Hi', '', ' ') });
const calling = fc.record({
  type: fc.constant('tool_use'),
  id,
  name: fc.constant('Read'),
  input: fc.constant({}),
});
const answering = fc.record({
  type: fc.constant('tool_result'),
  tool_use_id: id,
  content: fc.constant('ok'),
});
const thinking = fc.constant({
  type: 'thinking',
  thinking: 'Hm',
  signature: tagSignature({ vendor: 'x', payload: null }),
});

const said = (role: MessageParam['role'], ...blocks: fc.Arbitrary<Block>[]): fc.Arbitrary<MessageParam> =>
  fc.record({
    role: fc.constant(role),
    content: fc.oneof(fc.constantFrom('Hi', ''), fc.array(fc.oneof(...blocks), { maxLength: 4 })),
  });
const message = fc.oneof(
  said('user', saying, answering),
  said('assistant', saying, calling, thinking),
  said('system', saying),
);
const conversation = fc.array(message, { minLength: 1, maxLength: 8 });
const takes = fc.constantFrom({}, lagging);

type Written = { role: string; content: Block[] }[];

test('any conversation is one that Anthropic takes', () => {
  fc.assert(
    fc.property(conversation, takes, (messages, taken) => {
      const { body } = anthropicUpstream.writeRequest(
        { model: 'm', messages },
        { vendor: 'anthropic', model: 'm', quirks: { takes: taken } },
      );
      expect(faultsOf(body['messages'] as Written)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

function faultsOf(messages: Written): string[] {
  const faults: string[] = [];
  const ids: unknown[] = [];
  for (const [index, { role, content }] of messages.entries()) {
    const before = messages[index - 1];
    const after = messages[index + 1];
    if (before?.role === role) faults.push(`${index}: two of ${role} in a row`);
    if (content.length === 0) faults.push(`${index}: empty`);
    if (role === 'system' && (before?.role !== 'user' || after?.role === 'user'))
      faults.push(`${index}: misplaced system`);
    const kinds = content.map(({ type }) => type);
    if (kinds.lastIndexOf('tool_result') > kinds.findIndex((kind) => kind !== 'tool_result')) {
      if (kinds.some((kind) => kind !== 'tool_result')) faults.push(`${index}: results are no leading run`);
    }
    const calls = role === 'assistant' ? content.filter(({ type }) => type === 'tool_use') : [];
    ids.push(...calls.map((call) => call['id']));
    const results = (after?.content ?? []).filter(({ type }) => type === 'tool_result');
    const answered = results.map((result) => result['tool_use_id']);
    if (calls.length > 0 && String(answered) !== String(calls.map((call) => call['id'])))
      faults.push(`${index}: calls and results differ`);
    if (content.some(({ type, text }) => type === 'text' && String(text).trim() === ''))
      faults.push(`${index}: empty text`);
    if (content.some(({ type }) => type === 'thinking')) faults.push(`${index}: foreign thinking`);
  }
  if (new Set(ids).size < ids.length) faults.push('ids repeat');
  for (const each of ids) if (!/^[a-zA-Z0-9_-]+$/.test(String(each))) faults.push(`id ${String(each)}`);
  return faults;
}
