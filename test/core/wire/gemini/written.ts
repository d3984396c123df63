import type { MessageParam, MessagesRequest } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { gemini } from '../../../../src-main/core/wire/gemini/index.ts';
import type { GeminiQuirks } from '../../../../src-main/core/wire/gemini/quirks.ts';
import { recordOf } from '../../../../src-main/core/wire/open-fields.ts';
import { tagSignature } from '../../../../src-main/core/wire/signature.ts';
import type { WrittenRequest } from '../../../../src-main/core/wire/wire.ts';
import { user } from '../openai-chat/write-request-parts.ts';

/** Quirks of models from before Gemini 3. */
export const second: GeminiQuirks = {
  models: [{ prefix: '', isBefore3: true, thinking: { kind: 'budget', min: 128, max: 24_576 } }],
};

/** A thinking block that carries a payload of the test's model. */
export const thought = (payload: unknown, thinking = '', vendor = 'gemini') => ({
  type: 'thinking',
  thinking,
  signature: tagSignature({ vendor, payload }),
});

export function write(request: Partial<MessagesRequest>, quirks: GeminiQuirks = {}): WrittenRequest {
  const whole: MessagesRequest = { model: 'claude-opus-5-5', messages: [user('hi')], ...request };
  return gemini.writeRequest(whole, { vendor: 'gemini', model: 'gemini-4-argon', quirks });
}

/** The written contents, as far as their shape goes. */
export function contents(
  messages: MessageParam[],
  quirks: GeminiQuirks = {},
): { role: string; parts: Record<string, unknown>[] }[] {
  const { contents: written } = write({ messages }, quirks).body;
  return JSON.parse(JSON.stringify(written));
}

/** The written generationConfig. */
export const generation = (request: Partial<MessagesRequest>, quirks: GeminiQuirks = {}) =>
  recordOf(write(request, quirks).body['generationConfig']);
