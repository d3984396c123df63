import { RequestError } from '../../errors.ts';
import type { Block } from '../anthropic/messages.ts';
import { isRecord } from '../open-fields.ts';

/** Notes what could not be carried over, in a short sentence; one that comes again counts once. */
export type Lose = (loss: string) => void;

/** Text as blocks; none for an empty one, which Anthropic refuses. */
export function textBlocks(text: string): Block[] {
  return text === '' ? [] : [{ type: 'text', text }];
}

/** The objects of an array; none for anything else. */
export function recordsOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** The error that names a place in the body and what is accepted there. */
export function refusal(place: string, accepted: string): RequestError {
  return new RequestError('invalid-request', `${place}: ${accepted}`);
}
