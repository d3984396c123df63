import { UpstreamStreamError } from '../../errors.ts';
import type { Usage } from '../anthropic/messages.ts';
import { isRecord, recordOf, stringOf } from '../open-fields.ts';
import type { Citation } from '../openai-chat/read-citations.ts';
import { readGeminiErrorValue } from './read-error.ts';
import { readGeminiUsage } from './read-usage.ts';

/** One part of an answer; `signature` is empty where it bears none. */
type AnswerPart =
  | { kind: 'text'; text: string; signature: string }
  | { kind: 'thought'; text: string; signature: string }
  | { kind: 'call'; id: string; name: string; input: string; signature: string };

/** What one chunk of an answer adds to it. */
export interface GeminiChunk {
  parts: readonly AnswerPart[];
  citations: readonly Citation[];
  finishReason: string | undefined;
  /** Why the prompt was refused before any answer to it. */
  blockReason: string | undefined;
  /** Each replaces the one before. */
  usage: Usage | undefined;
}

/** Reasons to finish that say that the answer is none: asking again may help. */
const brokenOff = new Set([
  'MALFORMED_FUNCTION_CALL',
  'MALFORMED_RESPONSE',
  'UNEXPECTED_TOOL_CALL',
  'TOO_MANY_TOOL_CALLS',
  'MISSING_THOUGHT_SIGNATURE',
  'OTHER',
]);

/** Reads a chunk, or a whole answer as the only chunk; throws UpstreamStreamError if it reports an error. */
export function readChunk(value: unknown): GeminiChunk {
  const chunk = recordOf(value);
  if (chunk['error'] !== undefined) throw readGeminiErrorValue(chunk['error']);
  const candidate = firstCandidate(chunk['candidates']);
  const finishReason = reasonOf(candidate['finishReason']);
  if (finishReason !== undefined && brokenOff.has(finishReason)) {
    const why = [finishReason, stringOf(candidate['finishMessage'])].filter(Boolean).join(': ');
    throw new UpstreamStreamError('upstream', `the model broke its answer off: ${why}`, { status: 502 });
  }
  const { parts } = recordOf(candidate['content']);
  return {
    parts: Array.isArray(parts) ? parts.filter(isRecord).map(readPart) : [],
    citations: readGrounding(recordOf(candidate['groundingMetadata'])['groundingChunks']),
    finishReason,
    blockReason: reasonOf(recordOf(chunk['promptFeedback'])['blockReason']),
    usage: readGeminiUsage(chunk['usageMetadata']),
  };
}

/** Of several candidates only the first is the answer: nothing that we write asks for more. */
function firstCandidate(candidates: unknown): Record<string, unknown> {
  if (!Array.isArray(candidates)) return {};
  return candidates.map(recordOf).find(({ index = 0 }) => index === 0) ?? {};
}

function reasonOf(value: unknown): string | undefined {
  const reason = stringOf(value);
  return reason === '' || reason.endsWith('_UNSPECIFIED') ? undefined : reason;
}

function readPart(part: Record<string, unknown>): AnswerPart {
  const signature = stringOf(part['thoughtSignature']);
  const { functionCall: call } = part;
  if (isRecord(call)) {
    const input = JSON.stringify(call['args'] ?? {});
    return { kind: 'call', id: stringOf(call['id']), name: stringOf(call['name']), input, signature };
  }
  if (typeof part['text'] === 'string') {
    return { kind: part['thought'] === true ? 'thought' : 'text', text: part['text'], signature };
  }
  // The signature of a part that goes on as text would be refused on it.
  return { kind: 'text', text: textOfPart(part), signature: '' };
}

/** Code that the model ran, what came of it, and media: as text, since an answer has no block for them. */
function textOfPart({ executableCode, codeExecutionResult, inlineData }: Record<string, unknown>): string {
  if (isRecord(executableCode)) {
    const language = stringOf(executableCode['language']).toLowerCase();
    return `\n\`\`\`${language}\n${stringOf(executableCode['code'])}\n\`\`\`\n`;
  }
  if (isRecord(codeExecutionResult)) return `\n\`\`\`\n${stringOf(codeExecutionResult['output'])}\n\`\`\`\n`;
  const type = stringOf(recordOf(inlineData)['mimeType']);
  return type === '' ? '' : `[The model made a file of type ${type}, which Signalbox cannot pass on.]`;
}

/** The pages that Google's search gave the model. */
function readGrounding(chunks: unknown): Citation[] {
  if (!Array.isArray(chunks)) return [];
  return chunks
    .map((chunk) => recordOf(recordOf(chunk)['web']))
    .map(({ uri, title }) => ({ url: stringOf(uri), title: stringOf(title) || stringOf(uri) }))
    .filter(({ url }) => url !== '');
}
