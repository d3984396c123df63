import { z } from 'zod';
import { RequestError } from '../../errors.ts';
import type { ClientWire } from '../client-wire.ts';
import { encodeMessageEvent } from '../sse.ts';
import { encodeErrorEvent, writeAnthropicError } from './errors.ts';
import type { MessagesRequest } from './messages.ts';
import { createStreamMeter, readWholeUsage } from './meter.ts';
import { usageForClient } from './usage.ts';

/** Clients that speak Anthropic's Messages, Claude Code among them: what they say is the pivot itself. */
export const anthropicClient: ClientWire = {
  readRequest(body) {
    const request = checked(body);
    return {
      request,
      isStream: request.stream === true,
      losses: [],
      answer: (about) => ({
        event: encodeMessageEvent,
        whole: (message) => ({
          ...message,
          usage: usageForClient(message.usage, about.estimatedInputTokens),
        }),
      }),
    };
  },
  writeError: writeAnthropicError,
  errorEvent: encodeErrorEvent,
  ping: 'event: ping\ndata: {"type":"ping"}\n\n',
  relayPath: '/v1/messages',
  createMeter: createStreamMeter,
  readWholeUsage,
};

const block = z.looseObject({ type: z.string() });
const content = z.union([z.string(), z.array(block)], { error: 'a string or an array of blocks' });

/** What of a request is read before it travels on; the rest is the upstream's to judge. */
const shape = z.looseObject({
  model: z.string('a string').min(1, 'a model'),
  messages: z
    .array(
      z.looseObject({
        role: z.enum(['user', 'assistant', 'system'], 'user, assistant or system'),
        content,
      }),
      'an array of messages',
    )
    .min(1, 'at least one message'),
  system: content.optional(),
  tools: z.array(z.looseObject({}), 'an array of tools').optional(),
  stream: z.boolean('true or false').optional(),
});

function checked(body: unknown): MessagesRequest {
  const { error } = shape.safeParse(body);
  if (isSound(body, error)) return body;
  const [issue] = error?.issues ?? [];
  throw new RequestError(
    'invalid-request',
    `${issue?.path.join('.') || 'body'}: expected ${issue?.message ?? 'a Messages request'}`,
  );
}

/** The body itself travels on rather than zod's copy of it: nothing is lost or copied. */
function isSound(_body: unknown, error: z.ZodError | undefined): _body is MessagesRequest {
  return error === undefined;
}
