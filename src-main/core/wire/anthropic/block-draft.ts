import { tagSignature } from '../signature.ts';
import type { Block, BlockDelta } from './messages.ts';
import { isWholeInput } from './tool-input.ts';

/** A tool call as far as it is known. */
export interface CallDraft {
  kind: 'call';
  held: string;
  /** All of the arguments so far. */
  input: string;
  id: string | undefined;
  name: string | undefined;
  isClosed: boolean;
}

/** Thinking; `payload` is what its vendor wants back, and once it is told the block is sealed. */
export interface ThinkingDraft {
  kind: 'thinking';
  held: string;
  payload: unknown;
  isSealed: boolean;
}

/** Text; once it has citations, what follows is another block, so that they stay with what they are for. */
export interface TextDraft {
  kind: 'text';
  held: string;
  citations: Record<string, unknown>[];
  isSealed: boolean;
}

/** A block of an answer that is open or waits for its turn; `held` is what of its content was not sent yet. */
export type Draft = TextDraft | ThinkingDraft | CallDraft | { kind: 'whole'; held: string; block: Block };

/** Whether nothing more can come for a block, given whether another one waits for its end. */
export function isFinished(draft: Draft, isAwaited: boolean): boolean {
  if (draft.kind === 'whole') return true;
  return isAwaited && (draft.kind !== 'call' || isWholeInput(draft.input));
}

/** The delta that carries what a draft holds. */
export function deltaOf({ kind, held }: Draft): BlockDelta {
  if (kind === 'text') return { type: 'text_delta', text: held };
  if (kind === 'thinking') return { type: 'thinking_delta', thinking: held };
  return { type: 'input_json_delta', partial_json: held };
}

/** The citations of a text that were not sent yet; they are taken out of the draft. */
export function takeCitations(draft: Draft): BlockDelta[] {
  if (draft.kind !== 'text') return [];
  return draft.citations.splice(0).map((citation) => ({ type: 'citations_delta', citation }));
}

/** The delta that must come just before a block's stop: a thinking block's signature, and the input of a call without any. */
export function closingDeltaOf(draft: Draft, vendor: string): BlockDelta | undefined {
  if (draft.kind === 'thinking') {
    return { type: 'signature_delta', signature: tagSignature({ vendor, payload: draft.payload }) };
  }
  const isEmptyCall = draft.kind === 'call' && draft.input.trim() === '';
  return isEmptyCall ? { type: 'input_json_delta', partial_json: '{}' } : undefined;
}
