import type { WireName } from '../../src-main/contract/config.ts';
import { isRecord, recordOf } from '../../src-main/core/wire/open-fields.ts';
import type { Said } from '../upstream/openai-chat.ts';
import type { Answer, RecordedRequest } from '../upstream/scripted.ts';
import type { Call } from './talk.ts';

/** What an upstream finds in a request, each where its own protocol has it. */
export interface Understood {
  calls: Call[];
  /** Text only. */
  results: { id: string; text: string }[];
  /** Base64 or addresses, in their order. */
  pictures: string[];
  /** The vendor's own form of earlier thinking. */
  thoughts: string[];
}

/** The presets by which the wires are checked; where there are two of one wire, what they take differs. */
export type PresetId =
  | 'anthropic'
  | 'anthropic-compatible'
  | 'openrouter'
  | 'openai-compatible'
  | 'openai-responses'
  | 'gemini'
  | 'ollama';

/** A provider's protocol, and a scripted upstream that speaks it. */
export interface Wire {
  wire: WireName;
  preset: PresetId;
  model: string;
  /** Below the upstream's address. */
  basePath: string;
  answer(request: RecordedRequest, said: readonly Said[]): Answer;
  /** An error answer as the vendor words it, with a `retry-after` of 7 s where the status is 429. */
  refuse(status: RefusedStatus, message: string): Answer;
  /** The event that reports that message in a stream. */
  errorEvent(message: string): string;
  /** Pieces of a streamed answer until its first word is out, or something of its first call. */
  piecesUntil: Readonly<Record<'text' | 'call', number>>;
  understand(body: Record<string, unknown>): Understood;
  /** What only the vendor can read of its thinking. */
  signature: string;
  /** What {@link Understood.thoughts} holds where the thinking before a call came back. */
  thoughtsReturned: readonly string[];
}

/** Statuses that the upstreams refuse with. */
export type RefusedStatus = 400 | 404 | 429 | 500;

/** The headers of a refusal. */
export function refusalHeaders(status: RefusedStatus): Record<string, string> {
  return status === 429 ? { 'retry-after': '7' } : {};
}

/** The thinking that every upstream is told to say. */
export const thought = 'Look into the file first.';

/** The records of a list, or none where there is no list. */
export function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** The texts of parts that have any, joined. */
export function textIn(parts: unknown): string {
  if (typeof parts === 'string') return parts;
  return records(parts)
    .map(({ text }) => (typeof text === 'string' ? text : ''))
    .join('');
}

/** Base64 of a data URL, or the address that it is. */
export function pictureOf(url: unknown): string {
  return String(url).replace(/^data:image\/png;base64,/, '');
}

/** The input of a call that is JSON in a text. */
export function parsedInput(text: unknown): unknown {
  return recordOf(JSON.parse(String(text)));
}
