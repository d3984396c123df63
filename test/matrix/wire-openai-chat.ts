import { recordOf, stringOf } from '../../src-main/core/wire/open-fields.ts';
import { answerChat } from '../upstream/openai-chat.ts';
import { json, type Answer } from '../upstream/scripted.ts';
import {
  parsedInput,
  pictureOf,
  records,
  refusalHeaders,
  textIn,
  thought,
  type RefusedStatus,
  type Wire,
} from './wire.ts';

const names = {
  400: { type: 'invalid_request_error', code: null },
  404: { type: 'invalid_request_error', code: 'model_not_found' },
  429: { type: 'rate_limit_error', code: 'rate_limit_exceeded' },
  500: { type: 'server_error', code: null },
} as const;

/** An error answer as both of OpenAI's protocols have it. */
export function refuseAsOpenAI(status: RefusedStatus, message: string): Answer {
  return json({ error: { message, param: null, ...names[status] } }, status, refusalHeaders(status));
}

/** Chat Completions, with OpenRouter's way of giving reasoning back. */
export const openaiChatWire: Wire = {
  wire: 'openai-chat',
  preset: 'openrouter',
  model: 'moonshotai/kimi-k3',
  basePath: '/v1',
  answer: (request, said) => answerChat(request, said),
  refuse: refuseAsOpenAI,
  errorEvent: (message) =>
    `data: ${JSON.stringify({ error: { message, type: 'server_error', param: null, code: null } })}\n\n`,
  piecesUntil: { text: 2, call: 3 },
  understand(body) {
    const messages = records(body['messages']);
    const parts = messages.flatMap(({ content }) => records(content));
    return {
      calls: messages
        .flatMap(({ tool_calls: calls }) => records(calls))
        .map(({ id, function: called }) => {
          const { name, arguments: text } = recordOf(called);
          return { id: stringOf(id), name: stringOf(name), input: parsedInput(text) };
        }),
      results: messages
        .filter(({ role }) => role === 'tool')
        .map(({ tool_call_id: id, content }) => ({ id: stringOf(id), text: textIn(content) })),
      pictures: parts
        .filter(({ type }) => type === 'image_url')
        .map(({ image_url: image }) => pictureOf(recordOf(image)['url'])),
      thoughts: messages
        .map(({ reasoning, reasoning_content: content }) => stringOf(reasoning) || stringOf(content))
        .filter(Boolean),
    };
  },
  // It tells its reasoning in plain text.
  signature: 'none',
  thoughtsReturned: [thought],
};

/** The same at an endpoint of which nothing is known, so that reasoning is not given back. */
export const openaiCompatibleWire: Wire = {
  ...openaiChatWire,
  preset: 'openai-compatible',
  model: 'llama-4',
};
