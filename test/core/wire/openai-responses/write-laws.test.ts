import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { collectMessage } from '../../../../src-main/core/wire/anthropic/collect.ts';
import type { Block, MessageParam } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { readResponsesStream } from '../../../../src-main/core/wire/openai-responses/read-stream.ts';
import type { InputItem } from '../../../../src-main/core/wire/openai-responses/write-input.ts';
import { tagSignature } from '../../../../src-main/core/wire/signature.ts';
import { image, pdf, user } from '../openai-chat/write-request-parts.ts';
import { context, cutAt, fixture } from '../streams.ts';
import { inputOf, write, writtenInput } from './write-parts.ts';

const ids = fc.constantFrom('a', 'b', '', 'functions.Read:0', 'x'.repeat(60));
const words = fc.string({ unit: 'binary', maxLength: 12 });
const texts = words.map((said): Block => ({ type: 'text', text: said }));
const media = fc.constantFrom(0, 1).map((which) => (which === 0 ? image() : pdf('plan.pdf')));
const calls = fc
  .tuple(ids, words)
  .map(([id, name]): Block => ({ type: 'tool_use', id, name, input: { name } }));
const results = fc
  .tuple(ids, fc.array(fc.oneof(texts, media), { maxLength: 3 }), fc.boolean())
  .map(([id, content, is_error]): Block => ({ type: 'tool_result', tool_use_id: id, content, is_error }));
const thoughts = fc.tuple(fc.constantFrom('acme', 'other'), words).map(([vendor, word]): Block => {
  const payload = { type: 'reasoning', id: word, summary: [], encrypted_content: 'gAAA' };
  return { type: 'thinking', thinking: word, signature: tagSignature({ vendor, payload }) };
});

const said = (role: MessageParam['role'], ...kinds: fc.Arbitrary<Block>[]): fc.Arbitrary<MessageParam> =>
  fc.array(fc.oneof(...kinds), { maxLength: 5 }).map((content) => ({ role, content }));

/** Conversations as no client should send them: results anywhere, ids twice or missing, roles in any order. */
const conversations = fc.array(
  fc.oneof(
    said('user', texts, results, media),
    said('assistant', texts, calls, thoughts),
    said('system', texts),
  ),
  { maxLength: 10 },
);

test('case 1: every call has one output, right behind the turn that called and in the order of its calls', () => {
  fc.assert(
    fc.property(conversations, (messages) => {
      const written = writtenInput(messages);
      const called = written.flatMap((item) => (item.type === 'function_call' ? [item.call_id] : []));
      const answered = written.flatMap((item) =>
        item.type === 'function_call_output' ? [item.call_id] : [],
      );
      const interrupted = written.filter(
        (item, index) => item.type === 'function_call_output' && isHeard(written[index - 1]),
      );
      expect(answered).toEqual(called);
      expect(new Set(called).size).toBe(called.length);
      expect(interrupted).toEqual([]);
    }),
  );
});

test('case 3: every image is sent once, natively', () => {
  fc.assert(
    fc.property(conversations, (messages) => {
      const count = JSON.stringify(messages).split('"type":"image"').length;
      expect(JSON.stringify(writtenInput(messages)).split('"type":"input_image"')).toHaveLength(count);
    }),
  );
});

test('case 19: reasoning is always followed by what it led to', () => {
  fc.assert(
    fc.property(conversations, (messages) => {
      const written = writtenInput(messages);
      const loose = written.filter((item, index) => {
        const next = written[index + 1];
        return item.type === 'reasoning' && (next === undefined || !isModels(next));
      });
      expect(loose).toEqual([]);
    }),
  );
});

test('no item is empty', () => {
  fc.assert(
    fc.property(conversations, (messages) => {
      const written = writtenInput(messages);
      expect(written.filter((item) => 'content' in item && JSON.stringify(item.content) === '[]')).toEqual(
        [],
      );
      expect(JSON.stringify(written)).not.toContain('"text":""');
    }),
  );
});

test('the request is left as it was', () => {
  fc.assert(
    fc.property(conversations, (messages) => {
      const request = { messages, system: [{ type: 'text', text: 's' }] };
      const before = structuredClone(request);
      write(deepFreeze(request));
      expect(request).toEqual(before);
    }),
  );
});

test('case 4: what was written stays a prefix of what is written when the conversation goes on', () => {
  const exchange = fc.tuple(words, fc.nat({ max: 3 }), fc.boolean()).map(([word, count, hasReminder]) => {
    const counted = Array.from({ length: count }, (_, position) => String(position));
    const toolUses = counted.map((id) => ({ type: 'tool_use', id, name: 'Read', input: {} }));
    const answers = counted.map((id) => ({ type: 'tool_result', tool_use_id: id, content: [image()] }));
    const reminder: MessageParam = { role: 'system', content: 'a reminder' };
    return [
      ...(hasReminder ? [reminder] : []),
      { role: 'assistant' as const, content: [{ type: 'text', text: `said ${word}` }, ...toolUses] },
      { role: 'user' as const, content: [...answers, { type: 'text', text: `asked ${word}` }] },
    ];
  });
  fc.assert(
    fc.property(fc.array(exchange, { minLength: 1, maxLength: 5 }), (exchanges) => {
      const begun = [user('start'), ...exchanges.slice(0, -1).flat()];
      const prefix = writtenInput(begun);
      const goesOn = [...begun, { role: 'assistant' as const, content: 'so' }, ...exchanges.slice(-1).flat()];
      expect(writtenInput(goesOn).slice(0, prefix.length)).toEqual(prefix);
    }),
  );
});

test.each(['text', 'summaries', 'reasoning-between-calls', 'open-model'])(
  'case 19: an answer that was read is written back with its reasoning as the upstream gave it: %s',
  async (name) => {
    const bytes = fixture(`openai-responses/${name}`);
    const { content } = await collectMessage(
      readResponsesStream(cutAt(bytes), { ...context, vendor: 'acme' }),
    );
    const written = inputOf(write({ messages: [{ role: 'assistant', content }] }));
    const sent = bytes
      .toString()
      .split('\n')
      .flatMap((line) => /^data: (.*"type":"response.output_item.done".*)$/.exec(line)?.[1] ?? [])
      .map((data): { item: InputItem } => JSON.parse(data));
    const given = sent.filter(({ item }) => item.type === 'reasoning').map(({ item }) => item);
    expect(given.length).toBeGreaterThan(0);
    expect(written.filter(({ type }) => type === 'reasoning')).toEqual(given);
    expect(written.filter(isModels).map(({ type }) => type)).toEqual(sent.map(({ item }) => item.type));
  },
);

/** Whether the model said an item, rather than heard it. */
function isModels(item: InputItem): boolean {
  return (
    item.type === 'reasoning' ||
    item.type === 'function_call' ||
    ('role' in item && item.role === 'assistant')
  );
}

/** Whether an item is a user's or the system's. */
function isHeard(item: InputItem | undefined): boolean {
  return item !== undefined && 'role' in item && item.role !== 'assistant';
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
