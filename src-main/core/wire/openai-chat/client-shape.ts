import { z } from 'zod';
import { RequestError } from '../../errors.ts';

const part = z.looseObject({ type: z.string() });
const content = z.union([z.string(), z.array(part)], 'a string or an array of parts');
const calledFunction = z.looseObject({ name: z.string('a string') }, 'a function with a name');
const call = z
  .looseObject({
    id: z.string('a string'),
    function: calledFunction.nullish(),
    custom: calledFunction.nullish(),
  })
  .refine((made) => made.function ?? made.custom, 'a call of a function');
const messageShape = z.discriminatedUnion(
  'role',
  [
    z.looseObject({ role: z.enum(['system', 'developer', 'user']), content }),
    z.looseObject({
      role: z.literal('assistant'),
      content: content.nullish(),
      tool_calls: z.array(call, 'an array of calls').nullish(),
      function_call: calledFunction.nullish(),
    }),
    z.looseObject({
      role: z.literal('tool'),
      tool_call_id: z.string('a string'),
      content: content.nullish(),
    }),
    z.looseObject({ role: z.literal('function'), content: content.nullish() }),
  ],
  'system, developer, user, assistant, tool or function',
);

const number = z.number('a number').nullish();
const flag = z.boolean('true or false').nullish();

/** What both of OpenAI's older protocols have beside the conversation; null is the same as absent. */
export const settingsShape = z.looseObject(
  {
    model: z.string('a string').min(1, 'a model'),
    stream: flag,
    stream_options: z.looseObject({ include_usage: flag }, 'an object').nullish(),
    max_tokens: number,
    temperature: number,
    top_p: number,
    stop: z.union([z.string(), z.array(z.string())], 'a string or an array of strings').nullish(),
    n: z.literal(1, '1: ask several times for several answers').nullish(),
    user: z.string('a string').nullish(),
  },
  'a JSON object',
);

/** What of a Chat request is read before it travels on. */
export const chatShape = settingsShape.extend({
  messages: z.array(messageShape, 'an array of messages').min(1, 'at least one message'),
  tools: z.array(z.looseObject({}, 'a tool'), 'an array of tools').nullish(),
  functions: z.array(calledFunction, 'an array of functions').nullish(),
  parallel_tool_calls: flag,
  max_completion_tokens: number,
  reasoning_effort: z.string('a string').nullish(),
  response_format: z.looseObject({ type: z.string('a string') }, 'an object with a type').nullish(),
});

export type SettingsBody = z.output<typeof settingsShape>;
export type ChatBody = z.output<typeof chatShape>;
export type ChatClientMessage = z.output<typeof messageShape>;
export type ChatClientPart = z.output<typeof part>;

/** The body as the shape has it; throws RequestError invalid-request that names the first place that is not so. */
export function checkBody<Shape extends z.ZodType>(shape: Shape, body: unknown): z.output<Shape> {
  const { data, error } = shape.safeParse(body);
  if (error === undefined) return data;
  const [issue] = error.issues;
  throw misplaced(issue?.path.join('.') || 'body', issue?.message ?? 'an object');
}

/** The error for a place that holds something else than what is accepted there. */
export function misplaced(place: string, accepted: string): RequestError {
  return new RequestError('invalid-request', `${place}: expected ${accepted}`);
}
