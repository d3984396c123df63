import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { countText } from '../../../src-main/core/tokens/count-text.ts';

const whole = (text: string): number => countTokens(text, { disallowedSpecial: new Set() });
const count = (text: string): number | null => countText(text, Infinity, () => 0);

describe('the count of a text', () => {
  test('is that of o200k_base, however the text was cut', () => {
    const word = fc.oneof(
      fc.stringMatching(/^[A-Za-z]{1,12}$/),
      fc.stringMatching(/^[0-9]{1,9}$/),
      fc.constantFrom(
        "don't",
        "WE'LL",
        'naïve',
        'e\u0301te',
        'größer',
        '東京都',
        'пример',
        '👩‍👩‍👧',
        '::',
        '=>',
        '/*',
      ),
    );
    const gap = fc.constantFrom(
      ' ',
      '  ',
      '\n',
      '\n\n\t',
      ' \n ',
      '(',
      ');\n',
      '/',
      '.',
      ', ',
      "'",
      '\r\n',
      '',
    );
    const text = fc.array(fc.tuple(word, gap), { maxLength: 200 }).map((pairs) => pairs.flat().join(''));
    fc.assert(
      fc.property(text, (given) => {
        expect(count(given)).toBe(whole(given));
      }),
      { examples: [['word, '.repeat(300)], ['x = y;\n\t\t'.repeat(300)]] },
    );
  });

  test('grows by less than 2 % where there is no place to cut', () => {
    const text = randomBytes(6000).toString('base64');
    expect(Math.abs((count(text) ?? 0) / whole(text) - 1)).toBeLessThan(0.02);
  });

  test('takes names of special tokens as words', () => {
    expect(count('<|endoftext|><|im_start|>')).toBeGreaterThan(2);
  });

  test('does not stumble over half of a character', () => {
    expect(count('a \ud83d b')).toBeGreaterThan(0);
  });

  test('is nothing for nothing', () => {
    expect(count('')).toBe(0);
  });

  test.each([
    ['equal letters', 'a'],
    ['spaces', ' '],
    ['marks', '='],
  ])('grows in step with a run of %s', (_, character) => {
    const of = (length: number): number => count(character.repeat(length)) ?? Number.NaN;
    expect(of(256_000)).toBe(100 * of(2_560));
  });

  test('is given up when its time is over', () => {
    let elapsedMs = 0;
    expect(countText('word '.repeat(1000), 10, () => elapsedMs++)).toBeNull();
    expect(elapsedMs).toBe(12);
  });
});
