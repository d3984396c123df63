import { recordOf, stringOf } from '../../src-main/core/wire/open-fields.ts';
import { answerGemini, callSignature, geminiEvent } from '../upstream/gemini.ts';
import { json } from '../upstream/scripted.ts';
import { records, refusalHeaders, type Wire } from './wire.ts';

const names = {
  400: 'INVALID_ARGUMENT',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
} as const;

/** Google's generateContent. */
export const geminiWire: Wire = {
  wire: 'gemini',
  preset: 'gemini',
  model: 'gemini-3-pro',
  basePath: '/v1beta',
  answer: answerGemini,
  refuse: (code, message) =>
    json({ error: { code, message, status: names[code] } }, code, refusalHeaders(code)),
  errorEvent: (message) => geminiEvent({ error: { code: 500, message, status: 'INTERNAL' } }),
  piecesUntil: { text: 1, call: 1 },
  understand({ contents }) {
    const parts = records(contents).flatMap((content) => records(content['parts']));
    const results = parts.flatMap(({ functionResponse: result }) => (result ? [recordOf(result)] : []));
    const all = [...parts, ...results.flatMap((result) => records(result['parts']))];
    return {
      calls: parts.flatMap(({ functionCall: call }) => {
        const { id, name, args } = recordOf(call);
        return call ? [{ id: stringOf(id), name: stringOf(name), input: args }] : [];
      }),
      results: results.map(({ id, response }) => ({
        id: stringOf(id),
        text: stringOf(recordOf(response)['output']),
      })),
      pictures: all
        .map(({ inlineData, fileData }) =>
          stringOf(recordOf(inlineData)['data'] ?? recordOf(fileData)['fileUri']),
        )
        .filter(Boolean),
      thoughts: parts.map(({ thoughtSignature }) => stringOf(thoughtSignature)).filter(Boolean),
    };
  },
  signature: callSignature,
  thoughtsReturned: [callSignature],
};
