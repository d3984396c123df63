import { isRecord, stringOf } from '../open-fields.ts';

/**
 * One of OpenRouter's `reasoning_details`: of type `reasoning.text` (perhaps signed), `reasoning.summary` or
 * `reasoning.encrypted` (https://openrouter.ai/docs/use-cases/reasoning-tokens). The sequence must go back unchanged.
 */
export type ReasoningDetail = Readonly<Record<string, unknown>>;

/** The fields that a stream delivers in pieces, by type; every other type comes whole. */
const pieceFields: Readonly<Record<string, string>> = {
  'reasoning.text': 'text',
  'reasoning.summary': 'summary',
};

export function readReasoningDetails(value: unknown): ReasoningDetail[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** What of the details a person can read. */
export function textOfDetails(details: readonly ReasoningDetail[]): string {
  return details.map((detail) => stringOf(detail[pieceFields[stringOf(detail['type'])] ?? ''])).join('');
}

/** Adds a chunk's details to those before: pieces of one detail become that detail, all else keeps its place. */
export function mergeDetails(
  before: readonly ReasoningDetail[],
  more: readonly ReasoningDetail[],
): ReasoningDetail[] {
  const details = [...before];
  for (const piece of more) {
    const last = details.at(-1);
    const field = pieceFields[stringOf(piece['type'])];
    if (last === undefined || field === undefined || !continues(last, piece)) {
      details.push(piece);
      continue;
    }
    const told = Object.entries(piece).filter(([, value]) => value !== null);
    const joined = {
      ...last,
      ...Object.fromEntries(told),
      [field]: stringOf(last[field]) + stringOf(piece[field]),
    };
    details.splice(-1, 1, joined);
  }
  return details;
}

/** A signature ends a detail; other ids or indexes begin another. */
function continues(last: ReasoningDetail, piece: ReasoningDetail): boolean {
  const isSameId =
    typeof last['id'] !== 'string' || typeof piece['id'] !== 'string' || last['id'] === piece['id'];
  const isUnsigned = typeof last['signature'] !== 'string' || last['signature'] === '';
  return last['type'] === piece['type'] && last['index'] === piece['index'] && isSameId && isUnsigned;
}
