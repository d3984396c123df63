import type { Content, FunctionDeclaration, Part } from '@google/genai';
import type { GeminiModels, GeminiQuirks } from './quirks.ts';

export type { Content, FunctionDeclaration, Part };

/** What all parts of one translation share. */
export interface Writing {
  vendor: string;
  /** The upstream's own model id. */
  model: string;
  quirks: GeminiQuirks;
  /** What that model can do. */
  can: GeminiModels;
  /** Notes what could not be carried over; a sentence that comes again counts once. */
  lose: (loss: string) => void;
}

/** A part of text, or none for an empty text, which the upstream refuses. */
export function textParts(text: string): Part[] {
  return text === '' ? [] : [{ text }];
}
