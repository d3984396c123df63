import type { Said } from './openai-chat.ts';
import { eventStream, json, type Answer, type RecordedRequest } from './scripted.ts';

/** The signature that stands on the first call of an answer. */
export const callSignature = 'U0lHLWNhbGw=';

/** An answer of Gemini's generateContent, streamed where the path asks for it: a part a chunk, the end in the last. */
export function answerGemini({ url }: Pick<RecordedRequest, 'url'>, said: readonly Said[]): Answer {
  const first = said.findIndex(({ kind }) => kind === 'call');
  const parts = said.map((part, place) => partOf(part, place === first));
  if (!url.includes(':streamGenerateContent')) return json(chunk(parts, true));
  return eventStream(parts.map((part, place) => geminiEvent(chunk([part], place === parts.length - 1))));
}

/** One event of a stream. */
export function geminiEvent(value: object): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

function chunk(parts: readonly object[], isLast: boolean): object {
  return {
    candidates: [{ content: { parts, role: 'model' }, index: 0, ...(isLast && { finishReason: 'STOP' }) }],
    usageMetadata: { promptTokenCount: 10, candidatesTokenCount: 5, totalTokenCount: 15 },
    modelVersion: 'scripted',
  };
}

function partOf(part: Said, isFirstCall: boolean): object {
  if (part.kind !== 'call') return { text: part.text, ...(part.kind === 'reasoning' && { thought: true }) };
  const { id, name, input } = part;
  return {
    functionCall: { id, name, args: input },
    ...(isFirstCall && { thoughtSignature: callSignature }),
  };
}
