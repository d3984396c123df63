import { randomUUID } from 'node:crypto';
import { asksToStream } from './anthropic.ts';
import { eventStream, json, type Answer } from './scripted.ts';

/** What a model of the Chat API says, in order. */
export type Said =
  | { kind: 'text'; text: string }
  | { kind: 'reasoning'; text: string }
  | { kind: 'call'; id: string; name: string; input: unknown };

interface ChatUsage {
  prompt_tokens: number;
  completion_tokens: number;
  prompt_tokens_details?: { cached_tokens?: number };
  completion_tokens_details?: { reasoning_tokens?: number };
}

interface Options {
  model?: string;
  /** Null: the provider reports none. */
  usage?: ChatUsage | null;
  finishReason?: string;
}

const usualUsage: ChatUsage = { prompt_tokens: 10, completion_tokens: 5 };

/** Text that the model says. */
export function says(text: string): Said {
  return { kind: 'text', text };
}

/** A call of a function; clients take two calls with one id for the same call. */
export function calls(name: string, input: unknown, id: string = `call_${randomUUID()}`): Said {
  return { kind: 'call', id, name, input };
}

function wholeChat(said: readonly Said[], options: Options = {}): Answer {
  const { model = 'scripted', usage = usualUsage } = options;
  const toolCalls = said.flatMap((part) => (part.kind === 'call' ? [toolCall(part)] : []));
  return json({
    id: 'chatcmpl-scripted',
    object: 'chat.completion',
    created: 0,
    model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: joined(said, 'text'),
          reasoning_content: joined(said, 'reasoning') ?? undefined,
          tool_calls: toolCalls.length > 0 ? toolCalls : undefined,
        },
        finish_reason: finishReason(said, options),
      },
    ],
    usage: usage ?? undefined,
  });
}

/** A streamed answer of the Chat API: a chunk a word, arguments in two halves, the finish, the usage, `[DONE]`. */
export function streamedChat(said: readonly Said[], options: Options = {}): Answer {
  const { model = 'scripted', usage = usualUsage } = options;
  const chunk = (choices: unknown[], rest: object = {}) =>
    `data: ${JSON.stringify({ id: 'chatcmpl-scripted', object: 'chat.completion.chunk', created: 0, model, choices, ...rest })}\n\n`;
  const delta = (value: object) => chunk([{ index: 0, delta: value, finish_reason: null }]);
  let callIndex = 0;
  const deltas = said.flatMap((part) =>
    part.kind === 'call' ? callDeltas(part, callIndex++) : textDeltas(part),
  );
  return eventStream([
    delta({ role: 'assistant', content: '' }),
    ...deltas.map(delta),
    chunk([{ index: 0, delta: {}, finish_reason: finishReason(said, options) }]),
    ...(usage ? [chunk([], { usage })] : []),
    'data: [DONE]\n\n',
  ]);
}

/** Whole or streamed, as the request's `stream` asks. */
export function answerChat(request: { json: unknown }, said: readonly Said[], options: Options = {}): Answer {
  return asksToStream(request.json) ? streamedChat(said, options) : wholeChat(said, options);
}

/** An error in OpenAI's shape. */
export function chatError(
  status: number,
  message: string,
  code: string | null = null,
  headers: Record<string, string> = {},
): Answer {
  return json({ error: { message, type: 'invalid_request_error', param: null, code } }, status, headers);
}

function textDeltas(part: Exclude<Said, { kind: 'call' }>): object[] {
  const field = part.kind === 'text' ? 'content' : 'reasoning_content';
  return part.text.split(/(?<= )/).map((word) => ({ [field]: word }));
}

function callDeltas(call: Extract<Said, { kind: 'call' }>, index: number): object[] {
  const { id, function: called, type } = toolCall(call);
  const half = Math.ceil(called.arguments.length / 2);
  return [
    { tool_calls: [{ index, id, type, function: { name: called.name, arguments: '' } }] },
    { tool_calls: [{ index, function: { arguments: called.arguments.slice(0, half) } }] },
    { tool_calls: [{ index, function: { arguments: called.arguments.slice(half) } }] },
  ];
}

function toolCall({ id, name, input }: Extract<Said, { kind: 'call' }>) {
  return { id, type: 'function', function: { name, arguments: JSON.stringify(input) } };
}

function joined(said: readonly Said[], kind: 'text' | 'reasoning'): string | null {
  const parts = said.flatMap((part) => (part.kind === kind ? [part.text] : []));
  return parts.length > 0 ? parts.join('') : null;
}

function finishReason(said: readonly Said[], options: Options): string {
  return options.finishReason ?? (said.some((part) => part.kind === 'call') ? 'tool_calls' : 'stop');
}
