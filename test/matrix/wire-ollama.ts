import { recordOf, stringOf } from '../../src-main/core/wire/open-fields.ts';
import { answerOllama } from '../upstream/ollama.ts';
import { json } from '../upstream/scripted.ts';
import { records, refusalHeaders, textIn, thought, type Wire } from './wire.ts';

/** Ollama's own chat. */
export const ollamaWire: Wire = {
  wire: 'ollama',
  preset: 'ollama',
  model: 'qwen3:8b',
  basePath: '',
  answer: answerOllama,
  refuse: (status, error) => json({ error }, status, refusalHeaders(status)),
  errorEvent: (error) => `${JSON.stringify({ error })}\n`,
  piecesUntil: { text: 1, call: 1 },
  understand(body) {
    const messages = records(body['messages']);
    return {
      calls: messages
        .flatMap(({ tool_calls: calls }) => records(calls))
        .map(({ id, function: called }) => {
          const { name, arguments: input } = recordOf(called);
          return { id: stringOf(id), name: stringOf(name), input };
        }),
      results: messages
        .filter(({ role }) => role === 'tool')
        .map(({ tool_call_id: id, content }) => ({ id: stringOf(id), text: textIn(content) })),
      pictures: messages.flatMap(({ images }) => (Array.isArray(images) ? images.map(String) : [])),
      thoughts: messages.map(({ thinking }) => stringOf(thinking)).filter(Boolean),
    };
  },
  signature: 'none',
  thoughtsReturned: [thought],
};
