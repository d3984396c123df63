import type { MessageParam, MessagesRequest } from '../../../../src-main/core/wire/anthropic/messages.ts';
import type { ResponsesQuirks } from '../../../../src-main/core/wire/openai-responses/quirks.ts';
import type { InputItem } from '../../../../src-main/core/wire/openai-responses/write-input.ts';
import { writeResponsesRequest } from '../../../../src-main/core/wire/openai-responses/write-request.ts';
import type { WrittenRequest } from '../../../../src-main/core/wire/wire.ts';
import { user } from '../openai-chat/write-request-parts.ts';

export function write(
  request: Partial<MessagesRequest>,
  quirks: ResponsesQuirks = {},
  vendor = 'acme',
): WrittenRequest {
  const whole: MessagesRequest = { model: 'claude-opus-5-5', messages: [user('hi')], ...request };
  return writeResponsesRequest(whole, { vendor, model: 'acme-1', quirks });
}

export function inputOf({ body }: WrittenRequest): InputItem[] {
  if (!isInput(body['input'])) throw new TypeError('the body has no input');
  return body['input'];
}

/** The writer makes nothing but items of it; the type of a body says less. */
function isInput(value: unknown): value is InputItem[] {
  return Array.isArray(value);
}

export function writtenInput(messages: MessageParam[], quirks: ResponsesQuirks = {}): InputItem[] {
  return inputOf(write({ messages }, quirks));
}

export const said = (role: string, ...texts: string[]) => ({
  type: 'message',
  role,
  content: texts.map((text) => ({ type: role === 'assistant' ? 'output_text' : 'input_text', text })),
});

export const called = (call_id: string, name = 'Read', args = '{}') => ({
  type: 'function_call',
  call_id,
  name,
  arguments: args,
});

export const output = (call_id: string, content: unknown) => ({
  type: 'function_call_output',
  call_id,
  output: content,
});
