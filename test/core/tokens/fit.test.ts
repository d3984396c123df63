import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCalibration } from '../../../src-main/core/tokens/calibration.ts';
import { fitOf, isPlausible } from '../../../src-main/core/tokens/fit.ts';

const target = { target: 'anthropic/claude-opus-5-5', model: 'claude-opus-5-5' };

/** A provider that counts its own way, and is not always right about it. */
interface Biller {
  ratio: number;
  offset: number;
  /** How far the ratio of one text lies from that of all. */
  noise: number;
  /** The share of reports that are wrong. */
  wrong: number;
}

/** Prompts as a day brings them: a conversation that grows, and small requests of the client's own among them. */
function promptSizes(requests: number, draw: () => number): number[] {
  return Array.from({ length: requests }, (_, index) =>
    Math.round(index % 4 === 3 ? 1_200 + 800 * draw() : 20_000 + 1_500 * index),
  );
}

/** How far off each estimate was, as a share of what the provider really took. */
function errors({ ratio, offset, noise, wrong }: Biller, requests: number, seed: number): number[] {
  const draw = drawing(seed);
  const calibration = createCalibration();
  return promptSizes(requests, draw).map((textTokens) => {
    const usual = textTokens * ratio + offset;
    const took = usual + textTokens * ratio * noise * (2 * draw() - 1);
    const fit = calibration.fitFor(target);
    const error = Math.abs((textTokens * fit.ratio + fit.offset) / usual - 1);
    const billedTokens = draw() < wrong ? nonsense(took, draw) : took;
    calibration.learn(target, { textTokens, billedTokens });
    return error;
  });
}

/** Nothing, what the cache left over, or several turns in one. */
function nonsense(took: number, draw: () => number): number {
  return took * ([0, draw(), 1 + 3 * draw()][Math.floor(draw() * 3)] ?? 0);
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('estimates', () => {
  test('come within 5 % of the bill after eight requests and stay there, whatever the model and its hidden text', () => {
    const biller = fc.record({
      ratio: fc.double({ min: 0.9, max: 2.2, noNaN: true }),
      offset: fc.integer({ min: 0, max: 6_000 }),
      noise: fc.constantFrom(0, 0.02, 0.03),
      wrong: fc.constant(0),
    });
    fc.assert(
      fc.property(biller, fc.integer(), (given, seed) => {
        expect(Math.max(...errors(given, 60, seed).slice(8))).toBeLessThan(0.05);
      }),
      { numRuns: 300 },
    );
  });

  test('come within 5 % although every fifth report is nonsense', () => {
    const runs = Array.from({ length: 200 }, (_, seed) =>
      errors({ ratio: 1.7, offset: 900, noise: 0.03, wrong: 0.2 }, 60, seed).slice(16),
    ).flat();
    const good = runs.filter((error) => error < 0.05).length;
    expect(good / runs.length).toBeGreaterThan(0.98);
  });

  test('are near after three requests of a conversation alone', () => {
    const calibration = createCalibration();
    for (const textTokens of [30_000, 31_000, 33_000])
      calibration.learn(target, { textTokens, billedTokens: textTokens * 1.62 });
    const { ratio, offset } = calibration.fitFor(target);
    expect(Math.abs((40_000 * ratio + offset) / (40_000 * 1.62) - 1)).toBeLessThan(0.02);
  });
});

describe('a fit', () => {
  const reports = (ratios: readonly number[]) =>
    ratios.map((ratio, index) => {
      const textTokens = 10_000 + 997 * index;
      return { textTokens, billedTokens: textTokens * ratio };
    });

  test('starts from the published ratio', () => {
    expect(fitOf([], 1.45)).toEqual({ ratio: expect.closeTo(1.45), offset: expect.closeTo(0) });
  });

  test('stays at the published ratio where reports contradict each other', () => {
    expect(fitOf(reports([0.6, 2.9, 1.1, 2.2, 0.7, 2.8, 0.9, 2]), 1.45)).toEqual({ ratio: 1.45, offset: 0 });
  });

  test('is always finite and between what is plausible', () => {
    const observation = fc.record({
      textTokens: fc.integer({ min: 500, max: 2_000_000 }),
      billedTokens: fc.integer({ min: -10_000, max: 4_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(observation, { maxLength: 40 }), (given) => {
        const plausible = given.filter((one) => isPlausible(one, 1.45));
        const { ratio, offset } = fitOf(plausible, 1.45);
        expect(ratio).toBeGreaterThan(0);
        expect(ratio).toBeLessThan(100);
        expect(offset).toBeGreaterThanOrEqual(-1_000);
        expect(offset).toBeLessThanOrEqual(40_000);
      }),
    );
  });
});
