import { anthropicClient } from '../wire/anthropic/client.ts';
import type { ClientWire } from '../wire/client-wire.ts';
import { openaiChatClient } from '../wire/openai-chat/client-wire.ts';
import { openaiCompletionsClient } from '../wire/openai-completions/client-wire.ts';
import { openaiResponsesClient } from '../wire/openai-responses/client-wire.ts';

/** The protocols that clients may speak; those that are wires too are relayed to providers of the same name. */
export const clientWires = {
  anthropic: anthropicClient,
  'openai-chat': openaiChatClient,
  'openai-completions': openaiCompletionsClient,
  'openai-responses': openaiResponsesClient,
} as const satisfies Record<string, ClientWire>;

/** A protocol that clients speak. */
export type Protocol = keyof typeof clientWires;
