import { readFileSync } from 'node:fs';
import type { MessageEvent } from '../../../src-main/core/wire/anthropic/messages.ts';
import { readTaggedSignature } from '../../../src-main/core/wire/signature.ts';
import type { AnswerContext } from '../../../src-main/core/wire/wire.ts';

/** A context that shortens one tool's name. */
export const context: AnswerContext = {
  messageId: 'msg_01',
  model: 'claude-opus-5-5',
  vendor: 'openrouter',
  toolNames: new Map([['short_name_1', 'mcp__a_server__a_tool_with_a_long_name']]),
  estimatedInputTokens: 1234,
  prelude: [],
};

/** The bytes of a recorded stream, such as `openai-chat/crlf`. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(`../../fixtures/${name}.sse`, import.meta.url));
}

/** Bytes as they come over a connection, cut at the offsets. */
export async function* cutAt(
  bytes: Uint8Array,
  ...offsets: number[]
): AsyncGenerator<Uint8Array, void, void> {
  let from = 0;
  for (const offset of [...offsets, bytes.length]) {
    yield bytes.subarray(from, offset);
    from = offset;
  }
}

/** Bytes that come one at a time. */
export function oneByOne(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, void> {
  return cutAt(bytes, ...bytes.keys());
}

/** All that a stream gave, and what it broke off with. */
export interface Gathered {
  events: MessageEvent[];
  error?: unknown;
}

export async function gather(stream: AsyncIterable<MessageEvent>): Promise<Gathered> {
  const events: MessageEvent[] = [];
  try {
    for await (const event of stream) events.push(event);
    return { events };
  } catch (error) {
    return { events, error };
  }
}

/** The blocks as far as they were sent, with the input as its text and the signature as what it carries. */
export function sentBlocks(events: readonly MessageEvent[]): Record<string, unknown>[] {
  const blocks: Record<string, unknown>[] = [];
  for (const event of events) {
    if (event.type === 'content_block_start') blocks.push({ ...event.content_block });
    if (event.type !== 'content_block_delta') continue;
    const block = blocks.at(-1) ?? {};
    const { delta } = event;
    if (delta.type === 'text_delta') block['text'] = String(block['text']) + delta.text;
    if (delta.type === 'thinking_delta') block['thinking'] = String(block['thinking']) + delta.thinking;
    if (delta.type === 'signature_delta') block['signature'] = readTaggedSignature(delta.signature);
    if (delta.type === 'input_json_delta') {
      block['input'] = (typeof block['input'] === 'string' ? block['input'] : '') + delta.partial_json;
    }
  }
  return blocks;
}

/** The inputs of all blocks that have one, as text. */
export function sentInputs(events: readonly MessageEvent[]): unknown[] {
  return sentBlocks(events).flatMap((block) => ('input' in block ? [block['input']] : []));
}
