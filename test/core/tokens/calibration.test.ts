import { describe, expect, test } from 'vitest';
import { createCalibration, type CalibrationStore } from '../../../src-main/core/tokens/calibration.ts';
import type { Observation } from '../../../src-main/core/tokens/fit.ts';

const claude = { target: 'anthropic/claude-opus-5-5', model: 'claude-opus-5-5' };

function inMemory(): CalibrationStore & { kept: Map<string, readonly Observation[]> } {
  const kept = new Map<string, readonly Observation[]>();
  return {
    kept,
    all: () => [...kept].map(([target, observations]) => ({ target, observations })),
    keep: (target, observations) => void kept.set(target, observations),
  };
}

const bill = (textTokens: number, ratio: number): Observation => ({
  textTokens,
  billedTokens: textTokens * ratio,
});

describe('calibration', () => {
  test('learns each target apart', () => {
    const calibration = createCalibration();
    for (let index = 0; index < 8; index += 1) calibration.learn(claude, bill(20_000 + index * 500, 2));
    expect(calibration.fitFor(claude).ratio).toBeCloseTo(2, 1);
    expect(calibration.fitFor({ ...claude, target: 'vertex/claude-opus-5-5' }).ratio).toBeCloseTo(1.45);
  });

  test('passes over what no count can be: nothing, what excludes the cache, and small requests', () => {
    const store = inMemory();
    const calibration = createCalibration(store);
    for (const observation of [bill(30_000, 0), bill(30_000, 0.1), bill(400, 1.6), bill(100_000, 9)])
      calibration.learn(claude, observation);
    expect(store.kept.size).toBe(0);
    expect(calibration.fitFor(claude).ratio).toBeCloseTo(1.45);
  });

  test('is settled after enough of them, and for a while only', () => {
    let nowMs = 1_000_000;
    const calibration = createCalibration(undefined, () => nowMs);
    for (let index = 0; index < 8; index += 1) {
      expect(calibration.isSettled(claude.target)).toBe(false);
      calibration.learn(claude, bill(20_000 + index, 2));
    }
    expect(calibration.isSettled(claude.target)).toBe(true);
    expect(calibration.isSettled('vertex/claude-opus-5-5')).toBe(false);
    nowMs += 10_000;
    expect(calibration.isSettled(claude.target)).toBe(false);
  });

  test('goes on where the store left off', () => {
    const store = inMemory();
    const before = createCalibration(store);
    for (let index = 0; index < 5; index += 1) before.learn(claude, bill(20_000 + index * 500, 1.9));
    expect(createCalibration(store).fitFor(claude)).toEqual(before.fitFor(claude));
  });

  test('keeps few observations of each size, the newest', () => {
    const store = inMemory();
    const calibration = createCalibration(store);
    for (let index = 0; index < 100; index += 1) {
      calibration.learn(claude, bill(20_000, 1.3 + index / 100));
      calibration.learn(claude, bill(1_500, 1.3 + index / 100));
    }
    const kept = store.kept.get(claude.target) ?? [];
    expect(kept.filter(({ textTokens }) => textTokens === 20_000)).toHaveLength(8);
    expect(kept).toHaveLength(16);
    expect(kept.at(-1)).toEqual(bill(20_000, 1.3 + 99 / 100));
  });

  test('follows a provider that changes how it counts', () => {
    const calibration = createCalibration();
    const bills = (ratio: number): void => {
      for (let index = 0; index < 12; index += 1) calibration.learn(claude, bill(40_000 + index, ratio));
    };
    bills(1.3);
    bills(1.6);
    expect(calibration.fitFor(claude).ratio).toBeCloseTo(1.6, 1);
  });
});
