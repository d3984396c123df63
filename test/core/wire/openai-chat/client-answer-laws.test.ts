import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collectMessage } from '../../../../src-main/core/wire/anthropic/collect.ts';
import { MessageWriter } from '../../../../src-main/core/wire/anthropic/message-writer.ts';
import type {
  Block,
  MessageEvent,
  StopReason,
  Usage,
} from '../../../../src-main/core/wire/anthropic/messages.ts';
import { createChatAnswer } from '../../../../src-main/core/wire/openai-chat/client-answer.ts';
import { readChatRequest } from '../../../../src-main/core/wire/openai-chat/client-request.ts';
import { stringOf } from '../../../../src-main/core/wire/open-fields.ts';
import { readChatStream } from '../../../../src-main/core/wire/openai-chat/read-stream.ts';
import { grammarFaults } from '../grammar.ts';
import { cutAt } from '../streams.ts';
import { about, carriedSignatures } from './client-given.ts';

const context = {
  messageId: 'msg_01',
  model: 'claude-opus-5-5',
  vendor: 'acme',
  toolNames: new Map<string, string>(),
  estimatedInputTokens: 7,
  prelude: [],
};
const words = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });
const inputs = fc.dictionary(words, fc.oneof(words, fc.integer(), fc.constant(null)), { maxKeys: 3 });

/** Something that a model says: thinking that may be signed, text, or a call whose arguments come in two pieces. */
type Utterance =
  | { kind: 'text' | 'thinking'; said: string }
  | { kind: 'signature'; payload: unknown }
  | { kind: 'call'; input: Record<string, unknown>; cut: number };

const utterances = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constantFrom('text' as const, 'thinking' as const), said: words }),
    fc.record({ kind: fc.constant('signature' as const), payload: fc.option(words) }),
    fc.record({ kind: fc.constant('call' as const), input: inputs, cut: fc.nat({ max: 20 }) }),
  ),
  { maxLength: 8 },
);
const stops = fc.constantFrom<StopReason>('end_turn', 'max_tokens', 'refusal');
const usages = fc.record({
  input_tokens: fc.integer({ min: 1, max: 1000 }),
  output_tokens: fc.nat({ max: 1000 }),
  cache_read_input_tokens: fc.nat({ max: 1000 }),
});

function eventsOf(said: readonly Utterance[], stopReason: StopReason, usage: Usage): MessageEvent[] {
  const writer = new MessageWriter(context);
  const events = writer.start();
  for (const [key, utterance] of said.entries()) {
    if (utterance.kind === 'text') events.push(...writer.text(utterance.said));
    if (utterance.kind === 'thinking') events.push(...writer.thinking(utterance.said));
    if (utterance.kind === 'signature') events.push(...writer.thinkingSignature(utterance.payload));
    if (utterance.kind === 'call') {
      const json = JSON.stringify(utterance.input);
      events.push(
        ...writer.toolCall({ key, id: `call_${key}`, name: 'Read', arguments: json.slice(0, utterance.cut) }),
      );
      events.push(...writer.toolCall({ key, arguments: json.slice(utterance.cut) }));
    }
  }
  return [...events, ...writer.finish({ stopReason, usage })];
}

function encoded(events: readonly MessageEvent[]): Buffer {
  const answer = createChatAnswer(about, { wantsUsage: true, forms: new Map() });
  return Buffer.from(events.map((event) => answer.event(event)).join(''));
}

/** The blocks, thinking that follows thinking as one, with the signatures that it bears. */
function blocksOf(blocks: readonly Block[], signaturesOf: (signature: unknown) => unknown[]): unknown[] {
  const read: Record<string, unknown>[] = [];
  for (const block of blocks) {
    const last = read.at(-1);
    if (block.type !== 'thinking') read.push(block);
    else if (last?.['type'] === 'thinking') {
      last['thinking'] = stringOf(last['thinking']) + stringOf(block['thinking']);
      last['signature'] = [last['signature'], signaturesOf(block['signature'])].flat();
    } else read.push({ ...block, signature: signaturesOf(block['signature']) });
  }
  return read;
}

async function* each<Value>(values: readonly Value[]): AsyncGenerator<Value, void, void> {
  yield* values;
}

describe('what a client of Chat is told is what the model said', () => {
  test('our own reader gives the same blocks, signatures, end and usage', async () => {
    await fc.assert(
      fc.asyncProperty(utterances, stops, usages, async (said, stop, usage) => {
        const events = eventsOf(said, stop, usage);
        expect(grammarFaults(events)).toEqual([]);
        const message = await collectMessage(each(events));
        const again = await collectMessage(readChatStream(cutAt(encoded(events)), context));
        expect(blocksOf(again.content, carriedSignatures)).toEqual(
          blocksOf(message.content, (signature) => [signature]),
        );
        expect(again).toMatchObject({ stop_reason: message.stop_reason, usage: message.usage });
      }),
    );
  });

  test('the streamed message comes back with the next request as the blocks that it was', async () => {
    await fc.assert(
      fc.asyncProperty(utterances, async (said) => {
        const message = await collectMessage(each(eventsOf(said, 'end_turn', {})));
        const { choices } = Object(
          createChatAnswer(about, { wantsUsage: false, forms: new Map() }).whole(message),
        );
        const hi = { role: 'user', content: 'hi' };
        const { request, losses } = readChatRequest({ model: 'a', messages: [hi, choices[0].message] });
        const kinds = ['thinking', 'text', 'tool_use'];
        const ordered = kinds.flatMap((kind) => message.content.filter(({ type }) => type === kind));
        const text = ordered
          .filter(({ type }) => type === 'text')
          .map((block) => stringOf(block['text']))
          .join('');
        const expected = ordered.filter(({ type }) => type !== 'text');
        const at = expected.findIndex(({ type }) => type === 'tool_use');
        if (text !== '') expected.splice(at === -1 ? expected.length : at, 0, { type: 'text', text });
        const hasSaid = expected.some(({ type }) => type !== 'thinking');
        expect(request.messages[1]?.content).toEqual(hasSaid ? expected : undefined);
        expect(losses).toEqual([]);
      }),
    );
  });

  test('every stream is chunks of one answer, the role first, one finish_reason, and [DONE]', () => {
    fc.assert(
      fc.property(utterances, stops, (said, stop) => {
        const lines = encoded(eventsOf(said, stop, {}))
          .toString()
          .split('\n\n');
        const chunks = lines.slice(0, -2).map((line) => JSON.parse(line.slice('data: '.length)));
        expect(lines.slice(-2)).toEqual(['data: [DONE]', '']);
        expect(chunks[0].choices[0].delta.role).toBe('assistant');
        expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
        const ends = chunks.map(({ choices }) => choices[0]?.finish_reason ?? null);
        expect(ends.filter((end) => end !== null)).toHaveLength(1);
        expect(ends.at(-2)).not.toBeNull();
        expect(chunks.at(-1).choices).toEqual([]);
      }),
    );
  });
});
