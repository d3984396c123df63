import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Block, MessageParam } from '../../../../src-main/core/wire/anthropic/messages.ts';
import type { ChatMessage } from '../../../../src-main/core/wire/openai-chat/chat-request.ts';
import { recordOf } from '../../../../src-main/core/wire/open-fields.ts';
import type { ChatQuirks } from '../../../../src-main/core/wire/openai-chat/quirks.ts';
import { tagSignature } from '../../../../src-main/core/wire/signature.ts';
import { image, messagesOf, pdf, write, writtenMessages } from './write-request-parts.ts';

const ids = fc.constantFrom('a', 'b', 'c', '', 'functions.Read:0', 'x'.repeat(60));
const words = fc.string({ unit: 'binary', maxLength: 12 });
const texts: fc.Arbitrary<Block> = words.map((said) => ({ type: 'text', text: said }));
const media: fc.Arbitrary<Block> = fc
  .constantFrom(0, 1)
  .map((which) => (which === 0 ? image() : pdf('plan.pdf')));
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
const thoughts: fc.Arbitrary<Block> = fc.constantFrom('acme', 'other').map((vendor) => ({
  type: 'thinking',
  thinking: 'hm',
  signature: tagSignature({ vendor, payload: null }),
}));
const unknowns: fc.Arbitrary<Block> = fc.record({
  type: fc.constantFrom('hologram', 'mcp_tool_use'),
  data: words,
});

const said = (role: MessageParam['role'], ...kinds: fc.Arbitrary<Block>[]): fc.Arbitrary<MessageParam> =>
  fc.oneof(words, fc.array(fc.oneof(...kinds), { maxLength: 5 })).map((content) => ({ role, content }));

/** Conversations as no client should send them: results anywhere, ids twice or missing, roles in any order. */
const conversations = fc.array(
  fc.oneof(
    said('user', texts, results, media, unknowns),
    said('assistant', texts, calls, thoughts, unknowns),
    said('system', texts),
  ),
  { maxLength: 10 },
);
const quirks: fc.Arbitrary<ChatQuirks> = fc.record(
  {
    laterSystem: fc.constantFrom('developer', 'user'),
    files: fc.constant('data'),
    cacheControl: fc.constant(true),
    replay: fc.constantFrom(
      { field: 'reasoning_content', onEveryToolTurn: true } as const,
      { field: 'reasoning_details' } as const,
    ),
  },
  { requiredKeys: [] },
);

const textOf = ({ content }: ChatMessage): string =>
  typeof content === 'string'
    ? content
    : (content ?? []).map((part) => ('text' in part ? part.text : '')).join('\n\n');

test('case 1: every call has a result of its own directly behind its turn, before any other role', () => {
  fc.assert(
    fc.property(conversations, quirks, (messages, target) => {
      const written = writtenMessages(messages, target);
      const seen: string[] = [];
      written.forEach((message, index) => {
        if (message.role !== 'assistant') return;
        const callIds = (message.tool_calls ?? []).map(({ id }) => id);
        const behind = written.slice(index + 1, index + 1 + callIds.length);
        expect(behind.map((next) => (next.role === 'tool' ? next.tool_call_id : next.role))).toEqual(callIds);
        seen.push(...callIds);
      });
      expect(new Set(seen).size).toBe(seen.length);
      expect(written.filter(({ role }) => role === 'tool')).toHaveLength(seen.length);
    }),
  );
});

test('everything that anyone said is there once', () => {
  fc.assert(
    fc.property(conversations.map(numberTexts), quirks, (messages, target) => {
      const whole = writtenMessages(messages, target).map(textOf).join('\n');
      for (const part of messages.flatMap(({ content }) => textsIn(content)))
        expect(whole.split(part)).toHaveLength(2);
    }),
  );
});

test('what the user said keeps its order', () => {
  const withoutResults = fc.array(fc.oneof(said('user', texts, media), said('assistant', texts, calls)), {
    maxLength: 10,
  });
  fc.assert(
    fc.property(withoutResults.map(numberTexts), quirks, (messages, target) => {
      const whole = writtenMessages(messages, target).map(textOf).join('\n');
      const places = messages.flatMap(({ content }) => textsIn(content)).map((part) => whole.indexOf(part));
      expect(places).toEqual(places.toSorted((left, right) => left - right));
    }),
  );
});

test('every image is sent once, and never as text', () => {
  fc.assert(
    fc.property(conversations, (messages) => {
      const count = JSON.stringify(messages).split('"type":"image"').length;
      const written = writtenMessages(messages);
      expect(JSON.stringify(written).split('"type":"image_url"')).toHaveLength(count);
      expect(written.map(textOf).join('')).not.toContain('base64');
    }),
  );
});

test('no message is empty, and the user never speaks twice in a row', () => {
  fc.assert(
    fc.property(conversations, quirks, (messages, target) => {
      const written = writtenMessages(messages, target);
      for (const message of written)
        expect(message.content?.length ?? ('tool_calls' in message ? 1 : 0)).toBeGreaterThan(0);
      expect(
        written.filter(({ role }, index) => role === 'user' && written[index + 1]?.role === role),
      ).toEqual([]);
    }),
  );
});

test('the request is left as it was', () => {
  fc.assert(
    fc.property(conversations, quirks, (messages, target) => {
      const tools = [
        { name: 'Read', input_schema: { type: 'object', properties: { pattern: { pattern: 'x' } } } },
      ];
      const request = { model: 'claude-opus-5-5', messages, tools, system: [{ type: 'text', text: 's' }] };
      const before = structuredClone(request);
      write(deepFreeze(request), { ...target, refusedKeywords: { anywhere: ['pattern'] } });
      expect(request).toEqual(before);
    }),
  );
});

test('case 4: what was written stays a prefix of what is written when the conversation goes on', () => {
  const exchange = fc
    .tuple(words, fc.nat({ max: 3 }), fc.boolean())
    .map(([word, count, hasReminder]): MessageParam[] => {
      const counted = Array.from({ length: count }, (_, position) => String(position));
      const toolUses = counted.map((id) => ({ type: 'tool_use', id, name: 'Read', input: {} }));
      const toolResults = counted.map((id) => ({ type: 'tool_result', tool_use_id: id, content: [image()] }));
      return [
        ...(hasReminder ? [{ role: 'system' as const, content: 'a reminder' }] : []),
        { role: 'assistant', content: [{ type: 'text', text: `said ${word}` }, ...toolUses] },
        { role: 'user', content: [...toolResults, { type: 'text', text: `asked ${word}` }] },
      ];
    });
  fc.assert(
    fc.property(fc.array(exchange, { minLength: 1, maxLength: 5 }), quirks, (exchanges, target) => {
      const begun: MessageParam[] = [{ role: 'user', content: 'start' }, ...exchanges.slice(0, -1).flat()];
      const goesOn: MessageParam[] = [
        ...begun,
        { role: 'assistant', content: 'so' },
        ...exchanges.slice(-1).flat(),
      ];
      const prefix = messagesOf(write({ messages: begun, system: 'You are an agent.' }, target));
      expect(
        messagesOf(write({ messages: goesOn, system: 'You are an agent.' }, target)).slice(0, prefix.length),
      ).toEqual(prefix);
    }),
  );
});

/** Makes every text one of a kind. */
function numberTexts(messages: MessageParam[]): MessageParam[] {
  let count = 0;
  const numbered: MessageParam[] = JSON.parse(JSON.stringify(messages), (field, value: unknown) => {
    if ((field !== 'text' && field !== 'content') || typeof value !== 'string' || value === '') return value;
    count += 1;
    return `<${count}>${value}</${count}>`;
  });
  return numbered;
}

/** The texts of a message and of the results in it, but for empty ones. */
function textsIn(content: unknown): string[] {
  if (typeof content === 'string') return content === '' ? [] : [content];
  if (!Array.isArray(content)) return [];
  return content
    .map(recordOf)
    .flatMap((block) => textsIn(block['type'] === 'text' ? block['text'] : block['content']));
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
