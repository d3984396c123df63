import { stringOf } from '../../src-main/core/wire/open-fields.ts';
import { answerResponses, encryptedReasoning, responsesEvent } from '../upstream/openai-responses.ts';
import { parsedInput, pictureOf, records, textIn, type Wire } from './wire.ts';
import { refuseAsOpenAI } from './wire-openai-chat.ts';

/** OpenAI's Responses. */
export const openaiResponsesWire: Wire = {
  wire: 'openai-responses',
  preset: 'openai-responses',
  model: 'gpt-6-sol',
  basePath: '/v1',
  answer: answerResponses,
  refuse: refuseAsOpenAI,
  errorEvent: (message) =>
    responsesEvent({ type: 'error', code: 'server_error', message, param: null, sequence_number: 99 }),
  piecesUntil: { text: 5, call: 4 },
  understand({ input }) {
    const items = records(input);
    const outputs = items.filter(({ type }) => type === 'function_call_output');
    const parts = items.flatMap(({ content, output }) => [...records(content), ...records(output)]);
    return {
      calls: items
        .filter(({ type }) => type === 'function_call')
        .map(({ call_id: id, name, arguments: text }) => ({
          id: stringOf(id),
          name: stringOf(name),
          input: parsedInput(text),
        })),
      results: outputs.map(({ call_id: id, output }) => ({ id: stringOf(id), text: textIn(output) })),
      pictures: parts
        .filter(({ type }) => type === 'input_image')
        .map(({ image_url: url }) => pictureOf(url)),
      thoughts: items
        .filter(({ type }) => type === 'reasoning')
        .map(({ encrypted_content: sealed }) => stringOf(sealed)),
    };
  },
  signature: encryptedReasoning,
  thoughtsReturned: [encryptedReasoning],
};
