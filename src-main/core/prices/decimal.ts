interface Decimal {
  units: bigint;
  /** How many of the units' digits stand behind the point. */
  places: number;
}

/** One part of a sum: so many of what costs so much. */
export interface Term {
  count: number;
  price: number;
}

/**
 * Adds up counts times prices and rounds once, at the end, half up. Prices count as the decimals that they are written
 * as, so that 0.1 is a tenth: sums of floating-point numbers would drift. Null where the sum is beyond exact numbers.
 */
export function roundedSum(terms: readonly Term[]): number | null {
  const exact = terms.map(({ count, price }) => ({ count: BigInt(count), ...decimalOf(price) }));
  const places = Math.max(0, ...exact.map((term) => term.places));
  const one = 10n ** BigInt(places);
  const sum = exact.reduce(
    (total, term) => total + term.count * term.units * 10n ** BigInt(places - term.places),
    0n,
  );
  const rounded = Number((2n * sum + one) / (2n * one));
  return Number.isSafeInteger(rounded) ? rounded : null;
}

/** Reads the shortest decimal that stands for a number, as JavaScript writes it: `0.05`, `1.5e-7`, `1e+21`. */
function decimalOf(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const places = fraction.length - Number(exponent);
  const units = BigInt(whole + fraction);
  return places >= 0 ? { units, places } : { units: units * 10n ** BigInt(-places), places: 0 };
}
