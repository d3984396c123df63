import { isRecord, recordOf, stringOf } from '../open-fields.ts';

/** A reasoning item in the vendor's own form. */
export interface ReasoningItem extends Record<string, unknown> {
  type: 'reasoning';
}

/**
 * Whether a value is a reasoning item that an upstream without memory takes back: it holds the reasoning itself,
 * encrypted or, as open models have it, in plain text. One that is a mere id would be looked up, and not found.
 */
export function isReplayable(item: unknown): item is ReasoningItem {
  if (!isRecord(item) || item['type'] !== 'reasoning') return false;
  return stringOf(item['encrypted_content']) !== '' || textsOf(item['content']) !== '';
}

/** What of a reasoning item a person can read: its summary, or else the thoughts themselves. */
export function textOfReasoning(item: Record<string, unknown>): string {
  return textsOf(item['summary']) || textsOf(item['content']);
}

function textsOf(parts: unknown): string {
  if (!Array.isArray(parts)) return '';
  return parts
    .map((part) => stringOf(recordOf(part)['text']))
    .filter(Boolean)
    .join('\n\n');
}
