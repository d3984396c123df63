import { describe, expect, test } from 'vitest';
import type { PromptMeasure, TokenCounter } from '../../../src-main/core/tokens/counter.ts';
import { RequestCount } from '../../../src-main/core/tokens/request-count.ts';
import type { MessagesRequest, Tool } from '../../../src-main/core/wire/anthropic/messages.ts';

const target = { target: 'a/m', model: 'm' };
const measure: PromptMeasure = { textTokens: 900, otherTokens: 100, guessedTokens: 0, isExact: true };

/** A counter that notes what it was asked and taught; it answers with `measure`, never, or with an error. */
function noting(given: { isBusy?: boolean; isSettled?: boolean; answer?: Promise<PromptMeasure> } = {}) {
  const measured: string[] = [];
  const learned: number[] = [];
  const counter: TokenCounter = {
    count: () => Promise.resolve(0),
    measure: (_, model) => {
      measured.push(model);
      return given.answer ?? Promise.resolve(measure);
    },
    tokensOf: ({ textTokens, otherTokens }, { model }) => textTokens * model.length + otherTokens,
    learn: (_measure, _target, billed) => void learned.push(billed),
    isBusy: given.isBusy ?? false,
    isSettled: () => given.isSettled ?? false,
    isRunning: true,
    close: () => Promise.resolve(),
  };
  return { counter, measured, learned };
}

function counting(
  counter: TokenCounter,
  { bodyBytes = 5_000, tools }: { bodyBytes?: number; tools?: Tool[] } = {},
): RequestCount {
  const request: MessagesRequest = { model: 'asked', messages: [], ...(tools && { tools }) };
  return new RequestCount({ request, bodyBytes, roughTokens: 7 }, counter);
}

describe('the count of a request', () => {
  test('does nothing before it is asked for', () => {
    const { counter, measured } = noting();
    expect(counting(counter).current).toBe(7);
    expect(measured).toEqual([]);
  });

  test('is rough until it is there, and made once for each model', async () => {
    const { counter, measured } = noting();
    const count = counting(counter);
    count.begin(target);
    expect(count.current).toBe(7);
    expect(await count.whole(target)).toBe(1_000);
    expect(count.current).toBe(1_000);
    count.begin({ target: 'a/mm', model: 'mm' });
    await count.whole({ target: 'b/mm', model: 'mm' });
    expect(count.current).toBe(1_900);
    expect(measured).toEqual(['m', 'mm']);
  });

  test('is not begun for a small request or a busy counter, but made where it is the answer', async () => {
    const small = noting();
    const busy = noting({ isBusy: true });
    for (const [{ counter, measured }, bodyBytes] of [
      [small, 500],
      [busy, 5_000],
    ] as const) {
      const count = counting(counter, { bodyBytes });
      count.begin(target);
      await count.learn(target, 1_234);
      expect(measured).toEqual([]);
      expect(await count.whole(target)).toBe(1_000);
    }
    expect([...small.learned, ...busy.learned]).toEqual([]);
  });

  test('is not made for a bill that would teach little', async () => {
    const { counter, measured, learned } = noting({ isSettled: true });
    await counting(counter).learn(target, 1_234);
    expect([measured, learned]).toEqual([[], []]);
  });

  test('meets its bill, whether it was begun before or not', async () => {
    const { counter, measured, learned } = noting();
    await counting(counter).learn(target, 1_234);
    const begun = counting(counter);
    begun.begin(target);
    await begun.learn(target, 2_345);
    expect(learned).toEqual([1_234, 2_345]);
    expect(measured).toEqual(['m', 'm']);
  });

  test("learns nothing of requests with the provider's own tools", async () => {
    const { counter, learned } = noting();
    const search = { type: 'web_search_20250305', name: 'web_search' };
    await counting(counter, { tools: [search] }).learn(target, 1_234);
    await counting(counter, { tools: [{ name: 'own' }, { type: 'custom', name: 'too' }] }).learn(
      target,
      2_345,
    );
    expect(learned).toEqual([2_345]);
  });

  test('is rough for a body that cannot be walked, and never throws in the background', async () => {
    const { counter, learned } = noting({ answer: Promise.reject(new TypeError('odd')) });
    const count = counting(counter);
    count.begin(target);
    expect(await count.whole(target)).toBe(7);
    await count.learn(target, 1_234);
    expect(count.current).toBe(7);
    expect(learned).toEqual([]);
  });
});
