import { recordOf } from '../../../../src-main/core/wire/open-fields.ts';
import { readTaggedSignature } from '../../../../src-main/core/wire/signature.ts';
import type {
  Block,
  Message,
  MessageEvent,
  StopReason,
  Usage,
} from '../../../../src-main/core/wire/anthropic/messages.ts';
import type { AnswerFacts } from '../../../../src-main/core/wire/client-wire.ts';
import { createChatAnswer } from '../../../../src-main/core/wire/openai-chat/client-answer.ts';
import type { CallForm } from '../../../../src-main/core/wire/openai-chat/client-functions.ts';
import {
  readChatRequest,
  type ReadChatRequest,
} from '../../../../src-main/core/wire/openai-chat/client-request.ts';

/** What the answers of these tests say about themselves. */
export const about: AnswerFacts = {
  requestId: 'req_01',
  model: 'claude-opus-5-5',
  createdSeconds: 1_790_000_000,
  estimatedInputTokens: 1234,
};

/** Reads a Chat request of which only the telling part is given. */
export function read(body: Record<string, unknown>): ReadChatRequest {
  return readChatRequest({ model: 'gpt-6', messages: [{ role: 'user', content: 'hi' }], ...body });
}

/** The events of an answer that holds the blocks, each in pieces as Anthropic sends them. */
export function eventsOf(
  blocks: readonly Block[],
  stop: StopReason = 'end_turn',
  usage: Usage = {},
): MessageEvent[] {
  const unfinished = { content: [], stop_reason: null, stop_sequence: null, usage: { input_tokens: 9 } };
  return [
    {
      type: 'message_start',
      message: { id: 'msg_01', type: 'message', role: 'assistant', model: 'm', ...unfinished },
    },
    ...blocks.flatMap((block, index): MessageEvent[] => [
      { type: 'content_block_start', index, content_block: emptied(block) },
      ...deltasOf(block).map((delta): MessageEvent => ({ type: 'content_block_delta', index, delta })),
      { type: 'content_block_stop', index },
    ]),
    { type: 'message_delta', delta: { stop_reason: stop, stop_sequence: null }, usage },
    { type: 'message_stop' },
  ];
}

/** The chunks that a stream of events holds, without its `[DONE]`. */
export function chunksIn(text: string): Record<string, unknown>[] {
  return text
    .split('\n\n')
    .filter((event) => event.startsWith('data: {'))
    .map((event) => JSON.parse(event.slice('data: '.length)));
}

/** The signatures that our reader kept of the details that we wrote. */
export function carriedSignatures(signature: unknown): unknown[] {
  const payload = readTaggedSignature(signature)?.payload;
  return Array.isArray(payload) ? payload.map((detail) => recordOf(detail)['signature']) : [];
}

/** What the client asked for, as far as its answer shows it, and how the answer ends. */
export interface Asked {
  wantsUsage?: boolean;
  forms?: [string, CallForm][];
  stop?: StopReason;
  usage?: Usage;
}

/** The writer of one answer. */
export const writerOf = ({ wantsUsage = false, forms = [] }: Asked) =>
  createChatAnswer(about, { wantsUsage, forms: new Map(forms) });

/** A streamed answer of the blocks. */
export function stream(blocks: readonly Block[], asked: Asked = {}): string {
  const writer = writerOf(asked);
  return eventsOf(blocks, asked.stop, asked.usage)
    .map((event) => writer.event(event))
    .join('');
}

/** What the chunks say, without what is the same in each. */
export function saidIn(text: string): unknown[] {
  return chunksIn(text).flatMap(({ choices }) =>
    Array.isArray(choices)
      ? choices.map(({ delta, finish_reason: end }) => (end === null ? delta : end))
      : [],
  );
}

/** A whole answer of the blocks. */
export function whole(content: Block[], asked: Asked = {}): object {
  const { stop = 'end_turn', usage = {} } = asked;
  const message: Message = {
    id: 'msg_01',
    type: 'message',
    role: 'assistant',
    model: 'm',
    content,
    stop_reason: stop,
    stop_sequence: null,
    usage,
  };
  return writerOf(asked).whole(message);
}

type Deltas = Extract<MessageEvent, { type: 'content_block_delta' }>['delta'][];

function emptied(block: Block): Block {
  if (block.type === 'text') return { type: 'text', text: '' };
  if (block.type === 'thinking') return { type: 'thinking', thinking: '', signature: '' };
  return 'input' in block ? { ...block, input: {} } : block;
}

function deltasOf(block: Block): Deltas {
  const { text, thinking, signature, citations, input } = block;
  if (block.type === 'text') {
    const cited = Array.isArray(citations) ? citations : [];
    return [
      ...cut(String(text)).map((piece) => ({ type: 'text_delta' as const, text: piece })),
      ...cited.map((citation) => ({ type: 'citations_delta' as const, citation })),
    ];
  }
  if (block.type === 'thinking') {
    return [
      ...cut(String(thinking)).map((piece) => ({ type: 'thinking_delta' as const, thinking: piece })),
      { type: 'signature_delta', signature: String(signature) },
    ];
  }
  if (input === undefined) return [];
  return cut(JSON.stringify(input)).map((piece) => ({ type: 'input_json_delta', partial_json: piece }));
}

function cut(text: string): string[] {
  const middle = Math.floor(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)].filter(Boolean);
}
