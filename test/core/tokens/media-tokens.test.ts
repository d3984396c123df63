import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ruleFor } from '../../../src-main/core/tokens/counting-rules.ts';
import { imageSize } from '../../../src-main/core/tokens/image-size.ts';
import { imageTokens, pdfPages, rememberPages } from '../../../src-main/core/tokens/media-tokens.ts';
import { gif, jpeg, pdf, png, webp } from './media.ts';

const standard = ruleFor('claude-sonnet-4-6').image;
const highResolution = ruleFor('claude-opus-5-5').image;

describe('the size of an image', () => {
  const formats = {
    PNG: png,
    GIF: gif,
    JPEG: jpeg,
    'lossy WebP': webp.lossy,
    'lossless WebP': webp.lossless,
    'extended WebP': webp.extended,
  };
  test.each(Object.entries(formats))('is read from the header of a %s', (_, write) => {
    expect(imageSize(write(1234, 567))).toEqual({ width: 1234, height: 567 });
  });

  test('is unknown for anything else', () => {
    fc.assert(
      fc.property(fc.base64String({ maxLength: 200 }), (data) => {
        expect(imageSize(`AAAA${data}`)).toBeNull();
      }),
    );
  });

  test.each(Object.entries(formats))('is unknown, or right, for a %s that was cut short', (_, write) => {
    const data = write(1234, 567);
    for (let length = 0; length < 60; length += 1)
      expect([null, 1234]).toContain(imageSize(data.slice(0, length))?.width ?? null);
  });
});

describe('the tokens of an image', () => {
  test('are its pixels by 750', () => {
    expect(imageTokens(png(1000, 1000), standard)).toBe(1334);
  });

  test('are those of the image scaled down to the longest edge', () => {
    // 3136 × 1000 becomes 1568 × 500.
    expect(imageTokens(png(3136, 1000), standard)).toBe(1046);
    expect(imageTokens(png(3136, 1000), highResolution)).toBe(2822);
  });

  test('never exceed what the family takes', () => {
    expect(imageTokens(png(8000, 8000), standard)).toBe(1568);
    expect(imageTokens(png(8000, 8000), highResolution)).toBe(4784);
  });

  test('are the most that one may take where the image cannot be read', () => {
    expect(imageTokens('bm90IGFuIGltYWdl', standard)).toBe(1568);
  });
});

test.each([
  // 4096 × 2048 becomes 1536 × 768: six tiles.
  ['gpt-6-sol', 4096, 2048, 70 + 6 * 140],
  ['openai/gpt-4o', 512, 512, 85 + 170],
  ['o3', 513, 512, 75 + 2 * 150],
  ['gpt-5-mini', 320, 320, Math.ceil(100 * 1.62)],
  ['gpt-5-nano', 4000, 4000, Math.ceil(1536 * 2.46)],
  ['o4-mini', 32, 32, 2],
  ['gemini-2.5-pro', 384, 384, 258],
  ['gemini-2.5-pro', 1000, 700, 516],
  ['google/gemini-3-pro', 1000, 700, 1120],
  ['qwen3:32b', 1000, 1000, 1334],
])('an image counts for %s, %d by %d pixels, as %d tokens', (model, width, height, tokens) => {
  expect(imageTokens(png(width, height), ruleFor(model).image)).toBe(tokens);
});

test('an image without a size counts as the largest', () => {
  expect(imageTokens(png(0, 100), ruleFor('gpt-6-sol').image)).toBe(1190);
});

describe('the pages of a PDF', () => {
  test('are its page objects', () => {
    expect(pdfPages(pdf(7))).toBe(7);
  });

  test('go by size where page objects are compressed away', () => {
    expect(pdfPages(Buffer.alloc(500_000, 'x').toString('base64'))).toBe(10);
    expect(pdfPages('')).toBe(1);
  });

  test('are projected from the part that is searched', () => {
    const body = '/Type /Page '.padEnd(30_000, ' ').repeat(200);
    expect(pdfPages(Buffer.from(body).toString('base64'))).toBe(200);
  });

  test('are remembered by document', () => {
    const pagesOf = rememberPages(10);
    expect([pdf(7), pdf(3), pdf(7)].map(pagesOf)).toEqual([7, 3, 7]);
  });
});
