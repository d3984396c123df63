import type { Block } from '../anthropic/messages.ts';
import { recordOf, stringOf } from '../open-fields.ts';
import type { Citation } from './read-citations.ts';

/** A text block as far as its citations go. */
export interface CitedText {
  characters: number;
  citations: readonly Citation[];
}

/** A `url_citation` of OpenAI's: a page, and the characters of the content that lean on it. */
export interface Annotation {
  type: 'url_citation';
  url_citation: { start_index: number; end_index: number; url: string; title: string };
}

/** The pages that a block of web search results lists; none for a search that failed. */
export function pagesOf({ type, content }: Block): Citation[] {
  return type === 'web_search_tool_result' && Array.isArray(content) ? content.flatMap(citationOf) : [];
}

/** A page as a result or a citation of Anthropic's names it; none for one that points into a document. */
export function citationOf(value: unknown): Citation[] {
  const { url, title } = recordOf(value);
  return stringOf(url) === '' ? [] : [{ url: stringOf(url), title: stringOf(title) || stringOf(url) }];
}

/** Annotations for the pages that texts cite, or, where none is cited, for all that were found, at the end. */
export function writeAnnotations(texts: readonly CitedText[], pages: readonly Citation[]): Annotation[] {
  let start = 0;
  const cited = texts.flatMap(({ characters, citations }) => {
    const range = { start_index: start, end_index: start + characters };
    start += characters;
    return citations.map((citation) => annotation(citation, range));
  });
  if (cited.length > 0) return cited;
  return pages.map((page) => annotation(page, { start_index: start, end_index: start }));
}

function annotation({ url, title }: Citation, range: { start_index: number; end_index: number }): Annotation {
  return { type: 'url_citation', url_citation: { ...range, url, title } };
}
