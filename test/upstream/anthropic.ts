import { randomUUID } from 'node:crypto';
import type { Block, Message, Usage } from '../../src-main/core/wire/anthropic/messages.ts';
import { eventStream, json, type Answer } from './scripted.ts';

interface Options {
  model?: string;
  usage?: Usage;
}

/** A text block. */
export function text(value: string): Block {
  return { type: 'text', text: value };
}

/** A whole answer of Anthropic's Messages API. */
export function wholeMessage(content: readonly Block[], options: Options = {}): Answer {
  return json(answer(content, options));
}

/** A streamed answer of Anthropic's Messages API, one event a piece. */
export function streamedMessage(content: readonly Block[], options: Options = {}): Answer {
  const { stop_reason, stop_sequence, usage, ...start } = answer(content, options);
  return eventStream([
    event({
      type: 'message_start',
      message: {
        ...start,
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { ...usage, output_tokens: 1 },
      },
    }),
    ...content.flatMap(blockEvents),
    event({ type: 'message_delta', delta: { stop_reason, stop_sequence }, usage }),
    event({ type: 'message_stop' }),
  ]);
}

/** Whole or streamed, as the request's `stream` asks. */
export function answerMessage(
  request: { json: unknown },
  content: readonly Block[],
  options: Options = {},
): Answer {
  return asksToStream(request.json) ? streamedMessage(content, options) : wholeMessage(content, options);
}

/** An error in Anthropic's shape. */
export function messageError(
  status: number,
  type: string,
  message: string,
  headers: Record<string, string> = {},
): Answer {
  return json({ type: 'error', error: { type, message }, request_id: 'req_scripted' }, status, headers);
}

/** Whether a body of any of the chat protocols wants a stream. */
export function asksToStream(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'stream' in body && body.stream === true;
}

function answer(content: readonly Block[], { model = 'scripted', usage }: Options): Message {
  return {
    // Claude Code joins answers that have the same id into one.
    id: `msg_${randomUUID()}`,
    type: 'message',
    role: 'assistant',
    model,
    content: [...content],
    stop_reason: content.some((block) => block.type === 'tool_use') ? 'tool_use' : 'end_turn',
    stop_sequence: null,
    usage: usage ?? { input_tokens: 10, output_tokens: 5 },
  };
}

function blockEvents(block: Block, index: number): string[] {
  return [
    event({ type: 'content_block_start', index, content_block: { ...block, ...emptied(block) } }),
    ...deltas(block).map((delta) => event({ type: 'content_block_delta', index, delta })),
    event({ type: 'content_block_stop', index }),
  ];
}

function emptied({ type }: Block): Record<string, unknown> {
  if (type === 'text') return { text: '' };
  if (type === 'thinking') return { thinking: '', signature: '' };
  return type === 'tool_use' ? { input: {} } : {};
}

function deltas(block: Block): unknown[] {
  if (block.type === 'text') return [{ type: 'text_delta', text: block['text'] }];
  if (block.type === 'tool_use') {
    return [{ type: 'input_json_delta', partial_json: JSON.stringify(block['input']) }];
  }
  if (block.type !== 'thinking') return [];
  return [
    { type: 'thinking_delta', thinking: block['thinking'] },
    { type: 'signature_delta', signature: block['signature'] },
  ];
}

function event(data: { type: string; [field: string]: unknown }): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}
