import { expect, test } from 'vitest';
import { collectMessage } from '../../../../src-main/core/wire/anthropic/collect.ts';
import { MessageWriter } from '../../../../src-main/core/wire/anthropic/message-writer.ts';
import type { MessageEvent } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { usageForClient } from '../../../../src-main/core/wire/anthropic/usage.ts';
import { tagSignature } from '../../../../src-main/core/wire/signature.ts';
import { context } from '../streams.ts';

async function* inOrder(...events: MessageEvent[][]): AsyncGenerator<MessageEvent, void, void> {
  yield* events.flat();
}

test('a streamed answer becomes the same answer as a whole', async () => {
  const writer = new MessageWriter(context);
  const message = await collectMessage(
    inOrder(
      writer.start(),
      [{ type: 'ping' }],
      writer.thinking('Hm'),
      writer.thinking('m.'),
      writer.text('Two '),
      writer.text('calls.'),
      writer.toolCall({ key: 0, id: 'a', name: 'Read', arguments: '{"a":' }),
      writer.toolCall({ key: 1, id: 'b', name: 'Now' }),
      writer.toolCall({ key: 0, arguments: '[1]}' }),
      writer.finish({ stopReason: 'end_turn', usage: { output_tokens: 5 } }),
    ),
  );
  expect(message).toEqual({
    id: 'msg_01',
    type: 'message',
    role: 'assistant',
    model: 'claude-opus-5-5',
    content: [
      {
        type: 'thinking',
        thinking: 'Hmm.',
        signature: tagSignature({ vendor: 'openrouter', payload: null }),
      },
      { type: 'text', text: 'Two calls.' },
      { type: 'tool_use', id: 'a', name: 'Read', input: { a: [1] } },
      { type: 'tool_use', id: 'b', name: 'Now', input: {} },
    ],
    stop_reason: 'tool_use',
    stop_sequence: null,
    usage: { output_tokens: 5 },
  });
});

test('citations are gathered on their text', async () => {
  const writer = new MessageWriter(context);
  const citation = { type: 'web_search_result_location', url: 'https://nodejs.org' };
  const cited: MessageEvent = {
    type: 'content_block_delta',
    index: 0,
    delta: { type: 'citations_delta', citation },
  };
  const end = writer.finish.bind(writer, { stopReason: 'end_turn', usage: {} });
  const { content } = await collectMessage(inOrder(writer.start(), writer.text('a'), [cited, cited], end()));
  expect(content).toEqual([{ type: 'text', text: 'a', citations: [citation, citation] }]);
});

test('events that end before the message does are an error', async () => {
  const writer = new MessageWriter(context);
  await expect(collectMessage(inOrder(writer.start(), writer.text('a')))).rejects.toThrowError(
    'before it was complete',
  );
});

test('arguments that are not JSON are an error, since a whole answer has no place for them', async () => {
  const writer = new MessageWriter(context);
  const events = inOrder(
    writer.start(),
    writer.toolCall({ key: 0, id: 'a', name: 'Read', arguments: '{"a":' }),
    writer.finish({ stopReason: 'end_turn', usage: {} }),
  );
  await expect(collectMessage(events)).rejects.toThrowError(
    'the model called Read with arguments that are not JSON',
  );
});

test('a client gets numbers where the upstream told none, and what it told as it is', () => {
  expect(usageForClient({}, 1234)).toEqual({ input_tokens: 1234, output_tokens: 0 });
  const told = { input_tokens: 1, output_tokens: 2, cache_read_input_tokens: 3 };
  expect(usageForClient(told, 1234)).toEqual(told);
});
