import type { Series } from './bars.ts';

/** The colour of a part of a bar, by its place: the colours can be told apart with any sight of colours. */
export function seriesColour({ key }: Series, index: number): string {
  return key === null || index > 5 ? 'var(--series-others)' : `var(--series-${index + 1})`;
}
