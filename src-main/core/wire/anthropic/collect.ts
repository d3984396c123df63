import { UpstreamProtocolError } from '../../errors.ts';
import type { Block, BlockDelta, Message, MessageEvent } from './messages.ts';
import { parseInput } from './tool-input.ts';

/**
 * Gathers a streamed answer into a whole one. Its usage holds what the upstream told and no more: the estimate that
 * the stream began with is not part of it. Throws UpstreamProtocolError when the events end before the message does,
 * and when a call's arguments are not JSON, since a whole answer has no place for them.
 */
export async function collectMessage(events: AsyncIterable<MessageEvent>): Promise<Message> {
  let message: Message | undefined;
  let block: Block = { type: 'text' };
  let input = '';
  for await (const event of events) {
    if (event.type === 'message_start') message = { ...event.message, content: [], usage: {} };
    if (event.type === 'message_stop' && message !== undefined) return message;
    if (event.type === 'message_delta' && message !== undefined) {
      message = { ...message, ...event.delta, usage: event.usage };
    }
    if (event.type === 'content_block_start') [block, input] = [{ ...event.content_block }, ''];
    if (event.type === 'content_block_delta') {
      if (event.delta.type === 'input_json_delta') input += event.delta.partial_json;
      else append(block, event.delta);
    }
    if (event.type === 'content_block_stop') {
      if (input !== '') block['input'] = parseInput(String(block['name']), input);
      message?.content.push(block);
    }
  }
  throw new UpstreamProtocolError('the answer ended before it was complete');
}

function append(block: Block, delta: Exclude<BlockDelta, { type: 'input_json_delta' }>): void {
  switch (delta.type) {
    case 'text_delta':
      block['text'] = String(block['text']) + delta.text;
      break;
    case 'thinking_delta':
      block['thinking'] = String(block['thinking']) + delta.thinking;
      break;
    case 'signature_delta':
      block['signature'] = delta.signature;
      break;
    case 'citations_delta':
      block['citations'] = [...(Array.isArray(block['citations']) ? block['citations'] : []), delta.citation];
      break;
  }
}
