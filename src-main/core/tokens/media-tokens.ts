import { hash } from 'node:crypto';
import { bytesAt } from './base64.ts';
import type { ImageLimits } from './counting-rules.ts';
import { imageSize } from './image-size.ts';
import { RecentMap } from './recent-map.ts';

const pixelsPerToken = 750;

/** Tokens of a base64 image after it was scaled down to the limits, or the most that one may take if unreadable. */
export function imageTokens(base64: string, { longEdge, tokens }: ImageLimits): number {
  const size = imageSize(base64);
  if (size === null) return tokens;
  const { width, height } = size;
  const scale = Math.min(1, longEdge / Math.max(width, height, 1));
  return Math.min(tokens, Math.ceil((width * height * scale ** 2) / pixelsPerToken));
}

/** A PDF's page is read as text (1,500 tokens and more) and seen as an image (up to 1,568). */
export const tokensPerPage = 3_000;

/** Pages of a document that cannot be looked into. */
export const pagesGuessed = 3;

/** Characters of base64 that are searched for pages. */
const searchedCharacters = 4_000_000;
const bytesPerPageGuessed = 50_000;
const pageObject = /\/Type\s*\/Page(?![A-Za-z])/g;

/** Counts page objects; where they are compressed away, or lie beyond the first 3 MB, goes by size. */
export function pdfPages(base64: string): number {
  const bytes = Math.floor((base64.length * 3) / 4);
  const searched = bytesAt(base64, 0, Math.floor((searchedCharacters * 3) / 4));
  const found = searched.toString('latin1').match(pageObject)?.length ?? 0;
  const pages = found === 0 ? bytes / bytesPerPageGuessed : (found * bytes) / Math.max(searched.length, 1);
  return Math.max(1, Math.round(pages));
}

/** `pdfPages` that looks into a document once, however often it is sent; its length, head and tail tell it. */
export function rememberPages(entries: number): (base64: string) => number {
  const known = new RecentMap<string, number>(entries);
  return (base64) => {
    const key = hash('sha256', `${base64.length}:${base64.slice(0, 1000)}:${base64.slice(-4000)}`, 'base64');
    const pages = known.get(key) ?? pdfPages(base64);
    known.set(key, pages);
    return pages;
  };
}
