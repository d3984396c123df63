import { z } from 'zod';
import { RequestError } from '../errors.ts';
import type { MessagesRequest } from '../wire/anthropic/messages.ts';

const block = z.looseObject({ type: z.string() });
const content = z.union([z.string(), z.array(block)], { error: 'a string or an array of blocks' });

/** What of a request is read before it travels on; the rest is the upstream's to judge. */
const shape = z.looseObject({
  model: z.string('a string').min(1, 'a model'),
  messages: z
    .array(
      z.looseObject({ role: z.enum(['user', 'assistant', 'system'], 'user, assistant or system'), content }),
      'an array of messages',
    )
    .min(1, 'at least one message'),
  system: content.optional(),
  tools: z.array(z.looseObject({}), 'an array of tools').optional(),
  stream: z.boolean('true or false').optional(),
});

/** Parses the body of `POST /v1/messages`; throws RequestError invalid-request that names the place and what is accepted. */
export function readMessagesRequest(body: Buffer): MessagesRequest {
  const parsed = parse(body);
  const { error } = shape.safeParse(parsed);
  if (isSound(parsed, error)) return parsed;
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

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (cause) {
    throw new RequestError(
      'invalid-request',
      `the body is not valid JSON: ${cause instanceof Error ? cause.message : 'unreadable'}`,
    );
  }
}
