import type { RequestRow } from '../../../src-main/contract/requests.ts';
import type { UsageRow } from '../../../src-main/contract/usage.ts';

/** Requests added up; what nobody reported of any of them is null. */
export type Sums = Omit<UsageRow, 'key'>;

type TokenCounts = Pick<RequestRow, 'inputTokens' | 'outputTokens' | 'cacheReadTokens' | 'cacheWriteTokens'>;

/** All that went in: new, read from the cache and written to it; null where the new part is not known. */
export function allInput({ inputTokens, cacheReadTokens, cacheWriteTokens }: TokenCounts): number | null {
  if (inputTokens === null) return null;
  return inputTokens + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0);
}

/** The figures that matter most of a period. */
export interface KeyFigures {
  spendUsd: number | null;
  requests: number;
  /** In and out. */
  tokens: number | null;
  /** What the cache gave, of all input. */
  cacheShare: number | null;
  errorShare: number | null;
}

/** Reads them off the sums; where nothing was asked, nothing was spent. */
export function keyFiguresOf(sums: Sums): KeyFigures {
  const input = allInput(sums);
  const { requests, outputTokens, cacheReadTokens, costUsd, errors } = sums;
  return {
    spendUsd: requests === 0 ? 0 : costUsd,
    requests,
    tokens: requests === 0 ? 0 : plusKnown(input, outputTokens),
    cacheShare: input === null || input === 0 ? null : (cacheReadTokens ?? 0) / input,
    errorShare: requests === 0 ? null : errors / requests,
  };
}

/** What stands in the longer period and not in the shorter one at its end, added up. */
export function sumsBefore(longer: readonly UsageRow[], shorter: readonly UsageRow[]): Sums {
  const days = new Set(shorter.map(({ key }) => key));
  return addUp(longer.filter(({ key }) => !days.has(key)));
}

/** By how much a figure grew, as a share of what it was; null where that says nothing. */
export function growth(now: number | null, before: number | null): number | null {
  return now === null || before === null || before === 0 ? null : (now - before) / before;
}

/** Sums of sums. */
export function addUp(rows: readonly Sums[]): Sums {
  return rows.reduce<Sums>(
    (sum, row) => ({
      requests: sum.requests + row.requests,
      inputTokens: plusKnown(sum.inputTokens, row.inputTokens),
      outputTokens: plusKnown(sum.outputTokens, row.outputTokens),
      cacheReadTokens: plusKnown(sum.cacheReadTokens, row.cacheReadTokens),
      cacheWriteTokens: plusKnown(sum.cacheWriteTokens, row.cacheWriteTokens),
      thinkingTokens: plusKnown(sum.thinkingTokens, row.thinkingTokens),
      costUsd: plusKnown(sum.costUsd, row.costUsd),
      unpriced: sum.unpriced + row.unpriced,
      errors: sum.errors + row.errors,
    }),
    nothing,
  );
}

const nothing: Sums = {
  requests: 0,
  inputTokens: null,
  outputTokens: null,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  thinkingTokens: null,
  costUsd: null,
  unpriced: 0,
  errors: 0,
};

function plusKnown(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : one + other;
}
