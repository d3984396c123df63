import type { ClientCredits } from '../../contract/credits.ts';
import { toMicros } from '../money.ts';

/** What a client has, and what it had to spend when money last came or was corrected. */
export interface Account {
  balanceMicros: number;
  /** The balance after the last top-up, with the corrections since: charges alone lead from it to the balance. */
  basisMicros: number;
}

/** `markupPercent` counts to a millionth of a percent. */
const partsPerPercent = 1_000_000;
const whole = BigInt(100 * partsPerPercent);

/** A cost with the markup on it, rounded once, half up, to whole micro-dollars. */
export function chargeMicros(costMicros: number, markupPercent: number): number {
  const factor = whole + BigInt(Math.round(markupPercent * partsPerPercent));
  return Number((BigInt(costMicros) * factor + whole / 2n) / whole);
}

/**
 * How far a client is in what it may spend, which is its basis and the limit below zero: `warn` from 80 %, `refused`
 * from 100 %. Without a limit (null) always `ok`.
 */
export function creditState(
  { balanceMicros, basisMicros }: Account,
  limitUsd: number | null,
): ClientCredits['state'] {
  if (limitUsd === null) return 'ok';
  const limitMicros = toMicros(limitUsd);
  if (balanceMicros + limitMicros <= 0) return 'refused';
  const spentMicros = basisMicros - balanceMicros;
  return 5 * spentMicros >= 4 * (basisMicros + limitMicros) ? 'warn' : 'ok';
}
