import type {
  Block,
  MessageParam,
  MessagesRequest,
} from '../../../../src-main/core/wire/anthropic/messages.ts';
import type { ChatMessage } from '../../../../src-main/core/wire/openai-chat/chat-request.ts';
import type { ChatQuirks } from '../../../../src-main/core/wire/openai-chat/quirks.ts';
import { writeChatRequest } from '../../../../src-main/core/wire/openai-chat/write-request.ts';
import type { WrittenRequest } from '../../../../src-main/core/wire/wire.ts';

/** A one-pixel PNG. */
export const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export const text = (said: string, more: Record<string, unknown> = {}): Block => ({
  type: 'text',
  text: said,
  ...more,
});

export const call = (id: string, name = 'Read', input: unknown = {}): Block => ({
  type: 'tool_use',
  id,
  name,
  input,
});

export const result = (
  id: string,
  content?: string | Block[],
  more: Record<string, unknown> = {},
): Block => ({
  type: 'tool_result',
  tool_use_id: id,
  ...(content !== undefined && { content }),
  ...more,
});

export const image = (): Block => ({
  type: 'image',
  source: { type: 'base64', media_type: 'image/png', data: pixel },
});

export const pdf = (title?: string): Block => ({
  type: 'document',
  source: { type: 'base64', media_type: 'application/pdf', data: 'JVBERi0xLjQK' },
  ...(title !== undefined && { title }),
});

export const user = (content: string | Block[]): MessageParam => ({ role: 'user', content });
export const assistant = (content: string | Block[]): MessageParam => ({ role: 'assistant', content });
export const system = (content: string | Block[]): MessageParam => ({ role: 'system', content });

export function write(
  request: Partial<MessagesRequest>,
  quirks: ChatQuirks = {},
  vendor = 'acme',
): WrittenRequest {
  const whole: MessagesRequest = { model: 'claude-opus-5-5', messages: [user('hi')], ...request };
  return writeChatRequest(whole, { vendor, model: 'acme-1', quirks });
}

export function messagesOf({ body }: WrittenRequest): ChatMessage[] {
  if (!isMessages(body['messages'])) throw new TypeError('the body has no messages');
  return body['messages'];
}

/** The writer makes nothing but messages of them; the type of a body says less. */
function isMessages(value: unknown): value is ChatMessage[] {
  return Array.isArray(value);
}

export function writtenMessages(
  messages: MessageParam[],
  quirks: ChatQuirks = {},
  vendor?: string,
): ChatMessage[] {
  return messagesOf(write({ messages }, quirks, vendor));
}
