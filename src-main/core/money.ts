const microsPerUsd = 1_000_000;

/** US dollars as whole micro-dollars; what is finer is rounded. */
export function toMicros(usd: number): number {
  return Math.round(usd * microsPerUsd);
}

/** Whole micro-dollars as US dollars. */
export function toUsd(micros: number): number {
  return micros / microsPerUsd;
}

/** An amount for people, digit for digit and with two decimals at least: `$5.00`, `-$0.001234`. */
export function formatUsd(micros: number): string {
  const digits = String(Math.abs(micros)).padStart(7, '0');
  const decimals = digits.slice(-6).replace(/0{1,4}$/, '');
  return `${micros < 0 ? '-' : ''}$${digits.slice(0, -6)}.${decimals}`;
}
