import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Block, MessageParam } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { recordOf } from '../../../../src-main/core/wire/open-fields.ts';
import { image, pdf } from '../openai-chat/write-request-parts.ts';
import { contents, second, thought, write } from './written.ts';

const ids = fc.constantFrom('a', 'b', 'c', '', 'functions.Read:0', 'x'.repeat(60));
const words = fc.string({ unit: 'binary', maxLength: 12 });
const texts: fc.Arbitrary<Block> = words.map((said) => ({ type: 'text', text: said }));
const media: fc.Arbitrary<Block> = fc.boolean().map((isImage) => (isImage ? image() : pdf('plan.pdf')));
const calls: fc.Arbitrary<Block> = fc.record({
  type: fc.constant('tool_use'),
  id: ids,
  name: words,
  input: fc.dictionary(words, words),
});
const results: fc.Arbitrary<Block> = fc.record({
  type: fc.constant('tool_result'),
  tool_use_id: ids,
  content: fc.oneof(words, fc.array(fc.oneof(texts, media), { maxLength: 3 })),
  is_error: fc.boolean(),
});
const thoughts: fc.Arbitrary<Block> = fc
  .record({ on: fc.constantFrom('call', 'thought', 'text-before', 'text-behind'), call: ids })
  .map((place) => thought({ model: 'gemini-4-argon', signature: 'QUE=', ...place }));

const said = (role: MessageParam['role'], ...kinds: fc.Arbitrary<Block>[]): fc.Arbitrary<MessageParam> =>
  fc.oneof(words, fc.array(fc.oneof(...kinds), { maxLength: 5 })).map((content) => ({ role, content }));

/** Conversations as no client should send them: results anywhere, ids twice or missing, roles in any order. */
const conversations = fc.array(
  fc.oneof(
    said('user', texts, results, media),
    said('assistant', texts, calls, thoughts),
    said('system', texts),
  ),
  { maxLength: 10 },
);
const quirks = fc.constantFrom({}, second);

test('case 1: every call has a result of its own directly behind its turn, and nothing beside it', () => {
  fc.assert(
    fc.property(conversations, quirks, (messages, target) => {
      const written = contents(messages, target);
      const seen: unknown[] = [];
      written.forEach(({ parts }, index) => {
        const asked = parts.flatMap((part) =>
          'functionCall' in part ? [recordOf(part['functionCall'])['id']] : [],
        );
        if (asked.length === 0) return;
        const behind = written[index + 1]?.parts.map((part) => recordOf(part['functionResponse'])['id']);
        expect(behind).toEqual(asked);
        seen.push(...asked);
      });
      expect(new Set(seen).size).toBe(seen.length);
      expect(JSON.stringify(written).split('"functionResponse":')).toHaveLength(seen.length + 1);
    }),
  );
});

test('everything that anyone said is there once', () => {
  fc.assert(
    fc.property(conversations.map(numberTexts), quirks, (messages, target) => {
      const whole = JSON.stringify(contents(messages, target));
      const count = JSON.stringify(messages).split('<text ').length;
      expect(whole.split('<text ')).toHaveLength(count);
      for (let number = 1; number < count; number += 1)
        expect(whole.split(`<text ${number}>`)).toHaveLength(2);
    }),
  );
});

test('every image is sent once, as data', () => {
  fc.assert(
    fc.property(conversations, quirks, (messages, target) => {
      const count = JSON.stringify(messages).split('"type":"image"').length;
      expect(JSON.stringify(contents(messages, target)).split('"mimeType":"image/png"')).toHaveLength(count);
    }),
  );
});

test('no turn is empty, and from Gemini 3 on the first call of each is signed', () => {
  fc.assert(
    fc.property(conversations, (messages) => {
      for (const { parts } of contents(messages)) {
        expect(parts.length).toBeGreaterThan(0);
        const first = parts.find((part) => 'functionCall' in part);
        expect(first === undefined || 'thoughtSignature' in first).toBe(true);
      }
    }),
  );
});

test('case 4: what was written stays a prefix of what is written when the conversation goes on', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 5 }), (counts) => {
      const messages = counts.flatMap((count, turn): MessageParam[] => {
        const named = Array.from({ length: count }, (_, call) => `${turn}-${call}`);
        return [
          { role: 'user', content: `asked ${turn}` },
          { role: 'system', content: 'a reminder' },
          {
            role: 'assistant',
            content: [
              { type: 'text', text: 'so' },
              ...named.map((id) => ({ type: 'tool_use', id, name: 'Read', input: {} })),
            ],
          },
          {
            role: 'user',
            content: named.map((id) => ({ type: 'tool_result', tool_use_id: id, content: [image()] })),
          },
          { role: 'assistant', content: 'done' },
        ];
      });
      const begun = contents(messages.slice(0, -5));
      expect(contents(messages).slice(0, begun.length)).toEqual(begun);
    }),
  );
});

test('the request is left as it was', () => {
  fc.assert(
    fc.property(conversations, quirks, (messages, target) => {
      const tools = [{ name: 'Read', input_schema: { type: 'object', properties: { a: { $ref: '#' } } } }];
      const request = { messages, tools };
      const before = structuredClone(request);
      write(deepFreeze(request), { ...target, schema: 'subset' });
      expect(request).toEqual(before);
    }),
  );
});

/** Makes every text one of a kind that JSON leaves as it is. */
function numberTexts(messages: MessageParam[]): MessageParam[] {
  let count = 0;
  const numbered: MessageParam[] = JSON.parse(JSON.stringify(messages), (field, value: unknown) => {
    if ((field !== 'text' && field !== 'content') || typeof value !== 'string' || value === '') return value;
    count += 1;
    return `<text ${count}>${value}`;
  });
  return numbered;
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
