import { createHash } from 'node:crypto';

/** The first `length` hex digits of a text's SHA-256: the same in every run, so that prompts stay cacheable. */
export function stableHash(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}
