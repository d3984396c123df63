import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  TextCounts,
  estimateTokens,
  keysOf,
  type Tokenize,
} from '../../../src-main/core/tokens/text-counts.ts';

/** Counts letters, and notes what it was asked. */
function letters(): { tokenize: Tokenize; asked: string[][] } {
  const asked: string[][] = [];
  const tokenize: Tokenize = async (texts) => {
    asked.push([...texts]);
    return texts.map(({ length }) => length);
  };
  return { tokenize, asked };
}

const exactly = (tokens: number) => ({ tokens, isExact: true });

describe('counts of texts', () => {
  test('are asked for once, however often a text stands in a prompt or in prompts', async () => {
    const { tokenize, asked } = letters();
    const counts = new TextCounts(tokenize, 100);
    expect(await counts.sum(['aa', 'bbb', 'aa'])).toEqual(exactly(7));
    expect(await counts.sum(['aa', 'bbb', 'cccc'])).toEqual(exactly(9));
    expect(asked).toEqual([['aa', 'bbb'], ['cccc']]);
  });

  test('are asked for once by prompts at the same time', async () => {
    const { tokenize, asked } = letters();
    const counts = new TextCounts(tokenize, 100);
    const sums = await Promise.all([counts.sum(['aa', 'b']), counts.sum(['aa', 'ccc']), counts.sum(['aa'])]);
    expect(sums).toEqual([3, 5, 2].map(exactly));
    expect(asked).toEqual([['aa', 'b'], ['ccc']]);
  });

  test('are the same whether remembered or not, and however many are', async () => {
    const texts = fc.array(fc.constantFrom('a', 'bb', 'ccc', 'dddd', 'eeeee'), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { maxLength: 8 }), fc.nat({ max: 6 }), async (prompts, entries) => {
        const counts = new TextCounts(letters().tokenize, entries);
        for (const prompt of prompts)
          expect(await counts.sum(prompt)).toEqual(exactly(prompt.join('').length));
      }),
    );
  });

  test('that did not come in time are estimated, and asked for again', async () => {
    const { tokenize, asked } = letters();
    const answers: Tokenize[] = [
      async (texts) => texts.map((text) => (text === 'slow text' ? null : 1)),
      tokenize,
    ];
    const counts = new TextCounts(async (texts) => (answers.shift() ?? tokenize)(texts), 100);
    expect(await counts.sum(['slow text', 'x'])).toEqual({
      tokens: estimateTokens('slow text') + 1,
      isExact: false,
    });
    expect(await counts.sum(['slow text', 'x'])).toEqual(exactly(10));
    expect(asked).toEqual([['slow text']]);
  });

  test('need no second hash of a text whose key is at hand', async () => {
    const keys = keysOf();
    const key = keys('a text');
    expect(keys('a text')).toBe(key);
    expect(keys('another')).not.toBe(key);
    const counts = new TextCounts(letters().tokenize, 100);
    await counts.sum(['a text'], keys);
    expect(await counts.sum(['a text'])).toEqual(exactly(6));
  });
});
