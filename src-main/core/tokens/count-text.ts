import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';

/**
 * Pieces of at most 256 characters. A piece ends after a letter or digit that something other than a letter, digit or
 * apostrophe follows, where the encoding splits anyway, so that the pieces' tokens add up to the text's own; a run
 * without such a place is cut where it is, which may add a token.
 */
const pieces = /[^]{0,255}[\p{L}\p{N}](?![\p{L}\p{M}\p{N}'])|[^]{1,256}/gu;

/** Names of special tokens in a user's text are words like others. */
const options = { disallowedSpecial: new Set<string>() };

/**
 * Tokens of a text in o200k_base, or null when the clock passed `deadlineMs` first. The encoder's time grows with the
 * square of an unbroken run, so a run is cut: 200,000 letters take a fraction of a second.
 */
export function countText(text: string, deadlineMs: number, now: () => number): number | null {
  let tokens = 0;
  for (const [piece] of text.matchAll(pieces)) {
    if (now() > deadlineMs) return null;
    tokens += countTokens(piece, options);
  }
  return tokens;
}
