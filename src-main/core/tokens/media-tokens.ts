import { hash } from 'node:crypto';
import { bytesAt } from './base64.ts';
import type { ImageRule } from './counting-rules.ts';
import { imageSize, type ImageSize } from './image-size.ts';
import { RecentMap } from './recent-map.ts';

const pixelsPerToken = 750;

/** Tokens of a base64 image after it was scaled down as its family does, or the most that one may take if unreadable. */
export function imageTokens(base64: string, rule: ImageRule): number {
  const size = imageSize(base64);
  if (size === null || size.width === 0 || size.height === 0) return rule.most;
  return Math.min(rule.most, tokensOfSize(size, rule));
}

function tokensOfSize(size: ImageSize, rule: ImageRule): number {
  switch (rule.kind) {
    case 'pixels': {
      const { width, height } = fitted(size, rule.longEdge, Infinity);
      return Math.ceil((width * height) / pixelsPerToken);
    }
    case 'tiles':
      return rule.base + rule.perTile * squares(fitted(size, 2048, 768), 512);
    case 'patches':
      return Math.ceil(rule.perPatch * Math.min(1536, squares(size, 32)));
    case 'crops':
      return rule.perCrop * (Math.max(size.width, size.height) <= 384 ? 1 : squares(size, 768));
    default:
      return rule.most;
  }
}

/** The size scaled down, if need be, until neither edge is too long. */
function fitted({ width, height }: ImageSize, longEdge: number, shortEdge: number): ImageSize {
  const scale = Math.min(1, longEdge / Math.max(width, height), shortEdge / Math.min(width, height));
  return { width: width * scale, height: height * scale };
}

/** How many squares of that edge cover an image. */
function squares({ width, height }: ImageSize, edge: number): number {
  return Math.ceil(width / edge) * Math.ceil(height / edge);
}

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
