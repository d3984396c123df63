/** What 50, 90 and 99 of a hundred stay at or below, by the nearest rank; null where there are no values. */
export function percentilesOf(values: readonly number[]): { p50: number; p90: number; p99: number } | null {
  const sorted = Float64Array.from(values).sort();
  const rank = (share: number): number => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return sorted.length === 0 ? null : { p50: rank(0.5), p90: rank(0.9), p99: rank(0.99) };
}
