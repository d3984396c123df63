import { createContext, use } from 'react';
import { createFormat } from '../format.ts';
import type { Format } from '../format.ts';
import { en } from '../texts/en.ts';
import type { Texts } from '../texts/en.ts';

/** What is written on the pages, and how figures and times are. */
export interface Wording {
  texts: Texts;
  format: Format;
}

/** Chosen once, when the page is opened. */
export const WordingContext = createContext<Wording>({ texts: en, format: createFormat('en') });

/** The texts of the language that the page was opened in. */
export function useTexts(): Texts {
  return use(WordingContext).texts;
}

/** The formats of the locale that the page was opened in. */
export function useFormat(): Format {
  return use(WordingContext).format;
}
