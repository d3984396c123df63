import { ruleFor } from './counting-rules.ts';
import { fitOf, isPlausible, type Fit, type Observation } from './fit.ts';
import { RecentMap } from './recent-map.ts';

/** A model at a provider: the hidden texts are the provider's, the tokens the model's. */
export interface CountedTarget {
  /** `provider/model`. */
  target: string;
  /** The upstream's own model id. */
  model: string;
}

/** Where what was learned outlives the process. */
export interface CalibrationStore {
  /** What was kept of each target, the longest unused first. */
  all(): readonly { target: string; observations: readonly Observation[] }[];
  /** Takes note of a target's observations without waiting for the disk. */
  keep(target: string, observations: readonly Observation[]): void;
}

/** What providers' reports teach about counting their models. */
export interface Calibration {
  fitFor(target: CountedTarget): Fit;
  /** Whether one more observation would tell little now: many are here, and the last is not old. */
  isSettled(target: string): boolean;
  /** Takes a count beside the bill for the same prompt; what cannot be one is passed over. */
  learn(target: CountedTarget, observation: Observation): void;
}

/** Texts shorter than this are drowned by what stands around them. */
const leastLearnedTokens = 500;
/** Sizes of prompts, each of which keeps the newest of its observations: large ones tell the ratio, small ones the offset. */
const sizes = [2_000, 8_000, 32_000, 128_000, Infinity];
const keptPerSize = 8;
const mostTargets = 500;

/** So many observations tell how a target counts, for as long as it counts so. */
const settledAfter = 8;
const settledForMs = 10_000;

/** Begins with the published ratios and with what the store kept. */
export function createCalibration(store?: CalibrationStore, now: () => number = Date.now): Calibration {
  const learned = new RecentMap<string, Observation[]>(mostTargets);
  const fits = new RecentMap<string, Fit>(mostTargets);
  const learnedAtMs = new RecentMap<string, number>(mostTargets);
  for (const { target, observations } of store?.all() ?? []) learned.set(target, [...observations]);

  return {
    fitFor({ target, model }) {
      const known = fits.get(target);
      if (known !== undefined) return known;
      const fit = fitOf(learned.get(target) ?? [], ruleFor(model).textRatio);
      fits.set(target, fit);
      return fit;
    },
    isSettled(target) {
      const isKnown = (learned.get(target)?.length ?? 0) >= settledAfter;
      return isKnown && now() - (learnedAtMs.get(target) ?? 0) < settledForMs;
    },
    learn({ target, model }, observation) {
      const start = ruleFor(model).textRatio;
      if (observation.textTokens < leastLearnedTokens || !isPlausible(observation, start)) return;
      const observations = newestOfEachSize([...(learned.get(target) ?? []), observation]);
      learned.set(target, observations);
      learnedAtMs.set(target, now());
      fits.delete(target);
      store?.keep(target, observations);
    },
  };
}

function newestOfEachSize(observations: readonly Observation[]): Observation[] {
  return sizes.flatMap((most, index) => {
    const least = sizes[index - 1] ?? 0;
    return observations
      .filter(({ textTokens }) => textTokens >= least && textTokens < most)
      .slice(-keptPerSize);
  });
}
