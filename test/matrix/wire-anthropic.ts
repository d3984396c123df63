import { recordOf, stringOf } from '../../src-main/core/wire/open-fields.ts';
import type { Block } from '../../src-main/core/wire/anthropic/messages.ts';
import { answerMessage, messageError } from '../upstream/anthropic.ts';
import type { Said } from '../upstream/openai-chat.ts';
import { records, refusalHeaders, textIn, thought, type Wire } from './wire.ts';

const signature = 'c2NyaXB0ZWQ=';
const types = {
  400: 'invalid_request_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
  500: 'api_error',
} as const;

/** Anthropic's Messages. */
export const anthropicWire: Wire = {
  wire: 'anthropic',
  preset: 'anthropic',
  model: 'claude-opus-5-5',
  basePath: '',
  answer: (request, said) => answerMessage(request, said.map(blockOf)),
  refuse: (status, message) => messageError(status, types[status], message, refusalHeaders(status)),
  errorEvent: (message) =>
    `event: error\ndata: ${JSON.stringify({ type: 'error', error: { type: 'api_error', message } })}\n\n`,
  piecesUntil: { text: 3, call: 3 },
  understand({ messages }) {
    const blocks = records(messages).flatMap(({ content }) => records(content));
    const results = blocks.filter(({ type }) => type === 'tool_result');
    const all = [...blocks, ...results.flatMap(({ content }) => records(content))];
    return {
      calls: blocks
        .filter(({ type }) => type === 'tool_use')
        .map(({ id, name, input }) => ({ id: stringOf(id), name: stringOf(name), input })),
      results: results.map(({ tool_use_id: id, content }) => ({ id: stringOf(id), text: textIn(content) })),
      pictures: all
        .filter(({ type }) => type === 'image')
        .map(({ source }) => stringOf(recordOf(source)['data'] ?? recordOf(source)['url'])),
      thoughts: blocks
        .filter(({ type }) => type === 'thinking')
        .map((block) => `${stringOf(block['thinking'])} ${stringOf(block['signature'])}`),
    };
  },
  signature,
  thoughtsReturned: [`${thought} ${signature}`],
};

/** The same at an endpoint that lags behind Anthropic's own. */
export const anthropicCompatibleWire: Wire = {
  ...anthropicWire,
  preset: 'anthropic-compatible',
  model: 'glm-5',
};

function blockOf(part: Said): Block {
  if (part.kind === 'text') return { type: 'text', text: part.text };
  if (part.kind === 'reasoning') return { type: 'thinking', thinking: part.text, signature };
  const { id, name, input } = part;
  return { type: 'tool_use', id, name, input };
}
