import * as fc from 'fast-check';
import type { ResponseOutputItem } from 'openai/resources/responses/responses';
import { expect, test } from 'vitest';
import { collectMessage } from '../../../../src-main/core/wire/anthropic/collect.ts';
import type { Block, MessageEvent } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { tagSignature } from '../../../../src-main/core/wire/signature.ts';
import { eventsIn, facts, read, sdkFor, streamed, upstreamWriter, written } from './client-answers.ts';
import { orderFaults } from './client-grammar.ts';

const words = fc.string({ unit: 'binary', maxLength: 12 });
const request = read({
  tools: [
    { type: 'function', name: 'read', parameters: { type: 'object' } },
    { type: 'custom', name: 'patch' },
  ],
});

type Said =
  | { kind: 'text' | 'thinking'; text: string }
  | { kind: 'signature'; payload: unknown }
  | { kind: 'call'; key: number; name: string; input: Record<string, string>; cut: number };

const said: fc.Arbitrary<Said> = fc.oneof(
  fc.record({ kind: fc.constantFrom('text', 'thinking'), text: words }),
  fc.record({ kind: fc.constant('signature'), payload: fc.oneof(words, fc.constant(null)) }),
  fc.record({
    kind: fc.constant('call'),
    key: fc.nat(),
    name: fc.constantFrom('read', 'patch', 'unknown'),
    input: fc.oneof(fc.dictionary(words, words, { maxKeys: 3 }), fc.record({ input: words })),
    cut: fc.nat(40),
  }),
);

/** The events of a whole answer, its calls' arguments in two pieces each. */
const answers = fc
  .tuple(
    fc.uniqueArray(said, { maxLength: 8, selector: (piece) => (piece.kind === 'call' ? piece.key : piece) }),
    fc.constantFrom('end_turn' as const, 'max_tokens' as const),
  )
  .map(([pieces, stopReason]) => {
    const writer = upstreamWriter();
    const events: MessageEvent[] = [...writer.start()];
    for (const piece of pieces) {
      if (piece.kind === 'text') events.push(...writer.text(piece.text));
      else if (piece.kind === 'thinking') events.push(...writer.thinking(piece.text));
      else if (piece.kind === 'signature') events.push(...writer.thinkingSignature(piece.payload));
      else if (piece.kind === 'call') {
        const { key, name } = piece;
        const text = JSON.stringify(piece.input);
        events.push(...writer.toolCall({ key, name, arguments: text.slice(0, piece.cut) }));
        events.push(...writer.toolCall({ key, arguments: text.slice(piece.cut) }));
      }
    }
    return [...events, ...writer.finish({ stopReason, usage: { input_tokens: 7, output_tokens: 3 } })];
  });

async function collected(events: readonly MessageEvent[]) {
  return collectMessage(
    (async function* () {
      yield* events;
    })(),
  );
}

/** What an item stands for, so that it can be compared with the block that it came from. */
function meaning(item: ResponseOutputItem): unknown {
  switch (item.type) {
    case 'message':
      return item.content.map((part) => (part.type === 'output_text' ? part.text : part.refusal)).join('');
    case 'reasoning':
      return [item.summary.map(({ text }) => text).join(''), item.encrypted_content];
    case 'function_call':
      return [item.call_id, item.name, JSON.parse(item.arguments)];
    case 'custom_tool_call':
      return [item.call_id, item.name, item.input];
    default:
      return item;
  }
}

function meant({ type, id, name, text, thinking, signature, input }: Block): unknown {
  if (type === 'text') return text;
  if (type === 'thinking') return [thinking, signature];
  if (name !== 'patch') return [id, name, input];
  const isPlain = typeof input === 'object' && input !== null && 'input' in input;
  return [id, name, isPlain ? input.input : JSON.stringify(input)];
}

test("whatever an upstream says, OpenAI's own client reads the same from it", async () => {
  await fc.assert(
    fc.asyncProperty(answers, async (events) => {
      const text = written(events, request);
      const final = await sdkFor(() => streamed(text))
        .responses.stream({ model: 'smart', input: 'hi' })
        .finalResponse();
      const whole = await collected(events);
      expect(final.output.map(meaning)).toEqual(whole.content.map(meant));
      expect(final.status).toBe(whole.stop_reason === 'max_tokens' ? 'incomplete' : 'completed');
    }),
    { numRuns: 60 },
  );
});

test('every stream keeps the order of events', async () => {
  await fc.assert(
    fc.asyncProperty(answers, async (events) => {
      expect(orderFaults(await eventsIn(written(events, request)))).toEqual([]);
    }),
  );
});

test('a streamed answer ends with the whole one', async () => {
  await fc.assert(
    fc.asyncProperty(answers, async (events) => {
      const last = (await eventsIn(written(events, request))).at(-1);
      expect(last?.['response']).toEqual(request.answer(facts).whole(await collected(events)));
    }),
  );
});

test('reasoning is what it was when the next turn gives it back', async () => {
  const signed = fc.record({
    type: fc.constant('thinking'),
    thinking: words,
    signature: fc.oneof(
      fc.base64String({ minLength: 4 }),
      fc.record({ vendor: words, payload: fc.jsonValue() }).map(tagSignature),
    ),
  });
  const redacted = fc.record({ type: fc.constant('redacted_thinking'), data: words });
  await fc.assert(
    fc.asyncProperty(fc.oneof(signed, redacted), async (block: Block) => {
      const { output } = await sdkFor(() =>
        Response.json(
          read()
            .answer(facts)
            .whole({
              id: 'msg_01',
              type: 'message',
              role: 'assistant',
              model: 'smart',
              content: [block],
              stop_reason: 'end_turn',
              stop_sequence: null,
              usage: {},
            }),
        ),
      ).responses.create({ model: 'smart', input: 'hi' });
      const { messages } = read({ input: [{ role: 'user', content: 'hi' }, ...output] }).request;
      expect(messages[1]).toEqual({ role: 'assistant', content: [block] });
    }),
  );
});
