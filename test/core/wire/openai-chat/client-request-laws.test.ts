import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Block, MessageParam } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { stringOf } from '../../../../src-main/core/wire/open-fields.ts';
import { readChatRequest } from '../../../../src-main/core/wire/openai-chat/client-request.ts';
import { readTurns } from '../../../../src-main/core/wire/openai-chat/turns.ts';
import { writeChatRequest } from '../../../../src-main/core/wire/openai-chat/write-request.ts';
import { tagSignature } from '../../../../src-main/core/wire/signature.ts';
import { carriedSignatures } from './client-given.ts';
import { image, pdf } from './write-request-parts.ts';

const words = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });
const inputs = fc.dictionary(words, fc.oneof(words, fc.integer(), fc.constant(null)), { maxKeys: 3 });

const texts = words.map((said): Block => ({ type: 'text', text: said }));
const media = fc.constantFrom(image(), pdf());
const thought: Block = {
  type: 'thinking',
  thinking: 'Hm.',
  signature: tagSignature({
    vendor: 'acme',
    payload: [{ type: 'reasoning.text', text: 'Hm.', signature: 's', index: 0 }],
  }),
};
/** A turn of the user's, and one of the model's whose calls are all answered. */
const rounds = fc
  .record({
    user: fc.array(fc.oneof(texts, media), { minLength: 1, maxLength: 3 }),
    text: fc.option(words),
    calls: fc.array(inputs, { maxLength: 2 }),
    thinks: fc.boolean(),
  })
  .map(({ user, text, calls, thinks }) => ({
    user,
    text: text ?? (calls.length === 0 ? 'ok' : null),
    calls,
    thinks,
  }));
const conversations = fc.array(rounds, { minLength: 1, maxLength: 4 }).map((given) =>
  given.flatMap(({ user, text, calls, thinks }, round): MessageParam[] => [
    { role: 'user', content: user },
    {
      role: 'assistant',
      content: [
        ...(thinks ? [thought] : []),
        ...(text === null ? [] : [{ type: 'text', text }]),
        ...calls.map((input, index) => ({
          type: 'tool_use',
          id: `call_${round}_${index}`,
          name: 'Read',
          input,
        })),
      ],
    },
    ...calls.slice(0, 1).map((): MessageParam => ({
      role: 'user',
      content: calls.map((_, index) => ({
        type: 'tool_result',
        tool_use_id: `call_${round}_${index}`,
        content: [{ type: 'text', text: `result ${index}` }],
      })),
    })),
  ]),
);

test('what is written for an upstream of Chat is read back: the conversation, tools and settings', () => {
  fc.assert(
    fc.property(
      conversations,
      fc.constantFrom('auto', 'any', 'none'),
      fc.boolean(),
      (messages, choice, single) => {
        const request = {
          model: 'acme-1',
          system: [{ type: 'text', text: 'Be brief.' }],
          messages,
          tools: [
            {
              name: 'Read',
              description: 'Reads.',
              input_schema: { type: 'object', properties: { path: {} } },
            },
          ],
          tool_choice: {
            type: choice,
            ...(single && choice !== 'none' && { disable_parallel_tool_use: true }),
          },
          output_config: { effort: 'high', format: { type: 'json_schema', schema: { type: 'object' } } },
          max_tokens: 100,
          temperature: 0.5,
          stop_sequences: ['END'],
          stream: true,
        };
        const written = writeChatRequest(request, {
          vendor: 'acme',
          model: 'acme-1',
          quirks: {
            files: 'data',
            replay: { field: 'reasoning_details' },
            effort: { field: 'reasoning_effort', values: ['low', 'high'] },
          },
        });
        const { request: again, losses } = readChatRequest(JSON.parse(JSON.stringify(written.body)));
        expect(readTurns(again.messages).map(readable)).toEqual(readTurns(messages).map(readable));
        expect({ ...again, messages: [] }).toEqual({ ...request, messages: [] });
        expect([...written.losses, ...losses]).toEqual([]);
      },
    ),
  );
});

/** Texts that follow each other are one with a gap on their way, the vendor's own signature comes bare, and a file has a name. */
function readable({ role, blocks }: { role: string; blocks: Block[] }): unknown {
  const joined: Block[] = [];
  for (const { title: _title, ...block } of blocks) {
    const last = joined.at(-1);
    if (block.type === 'text' && last?.type === 'text')
      joined.splice(-1, 1, { ...last, text: `${stringOf(last['text'])}\n\n${stringOf(block['text'])}` });
    else if (block.type === 'thinking')
      joined.push({
        ...block,
        signature: stringOf(carriedSignatures(block['signature'])[0]) || block['signature'],
      });
    else joined.push(block);
  }
  return { role, blocks: joined };
}
