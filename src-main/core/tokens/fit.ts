/** How a provider's count of a prompt follows from ours: so many tokens for one of the text's, and so many for each request. */
export interface Fit {
  ratio: number;
  /** What our count does not know of: a hidden system text, or less structure than we presume. */
  offset: number;
}

/** A prompt as we counted it and as it was billed. */
export interface Observation {
  /** Tokens of its texts in o200k_base. */
  textTokens: number;
  /** What was billed, less what stands for structure and media. */
  billedTokens: number;
}

/** A request that counts fully; smaller ones vary more. */
const fullWeightTokens = 4_000;
/** An offset this large needs as much evidence as a ratio that is wholly off. */
const unusualOffset = 20_000;
const startWeight = 1;
const smallestResidual = 0.003;
const rounds = 30;
/** The median of what a fit leaves unexplained, beyond which the reports are no counts of these prompts. */
const mostScatter = 0.12;
/** Our share of structure that a provider may not have. */
const leastOffset = -1_000;
/** The hidden system text of a whole agent. */
const mostOffset = 40_000;

/**
 * Fits ratio and offset to what was billed, by least absolute deviations relative to the prompt's size, so that a few
 * wrong reports move nothing. `startRatio` is one vote among the observations; it stands alone where these contradict
 * each other.
 */
export function fitOf(observations: readonly Observation[], startRatio: number): Fit {
  const start: Fit = { ratio: startRatio, offset: 0 };
  const rows = observations.map(({ textTokens, billedTokens }): Row => {
    const weight = Math.min(1, textTokens / fullWeightTokens);
    return { ratio: 1, offset: 1 / textTokens, value: billedTokens / textTokens, weight };
  });
  const priors: Row[] = [
    { ratio: 1, offset: 0, value: startRatio, weight: startWeight },
    { ratio: 0, offset: 1 / unusualOffset, value: 0, weight: startWeight },
  ];
  let fit = start;
  for (let round = 0; round < rounds; round += 1) fit = solve([...rows, ...priors], fit);
  fit = { ratio: fit.ratio, offset: Math.min(mostOffset, Math.max(leastOffset, fit.offset)) };
  return scatter(rows, fit) > mostScatter * fit.ratio ? start : fit;
}

/** Whether a report can be a count of that prompt at all; one that left out what the cache gave is not. */
export function isPlausible({ textTokens, billedTokens }: Observation, startRatio: number): boolean {
  const expected = textTokens * startRatio;
  return billedTokens >= expected * 0.4 && billedTokens <= expected * 2.5 + mostOffset;
}

/** One equation: `ratio × fit.ratio + offset × fit.offset = value`. */
interface Row {
  ratio: number;
  offset: number;
  value: number;
  weight: number;
}

/** One round of iteratively reweighted least squares. */
function solve(rows: readonly Row[], before: Fit): Fit {
  let [aa, ab, bb, ay, by] = [0, 0, 0, 0, 0];
  for (const row of rows) {
    const weight = row.weight / Math.max(smallestResidual, Math.abs(residual(row, before)));
    aa += weight * row.ratio ** 2;
    ab += weight * row.ratio * row.offset;
    bb += weight * row.offset ** 2;
    ay += weight * row.ratio * row.value;
    by += weight * row.offset * row.value;
  }
  const determinant = aa * bb - ab * ab;
  return { ratio: (ay * bb - by * ab) / determinant, offset: (aa * by - ab * ay) / determinant };
}

function residual(row: Row, { ratio, offset }: Fit): number {
  return row.value - row.ratio * ratio - row.offset * offset;
}

function scatter(rows: readonly Row[], fit: Fit): number {
  const sizes = rows.map((row) => Math.abs(residual(row, fit))).sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)] ?? 0;
}
