import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLines } from '../../../src-main/core/wire/lines.ts';
import { cutAt } from './streams.ts';

async function linesOf(bytes: AsyncIterable<Uint8Array>, maxLength?: number): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines(bytes, maxLength)) lines.push(line);
  return lines;
}

test('lines are whole wherever the bytes were cut, in the middle of a character too', async () => {
  const texts = fc.array(
    fc.string({ unit: 'binary' }).filter((text) => !/[\n\uD800-\uDFFF\uFEFF]/.test(text)),
  );
  const cuts = fc.array(fc.nat(200), { maxLength: 8 }).map((offsets) => offsets.toSorted((a, b) => a - b));
  await fc.assert(
    fc.asyncProperty(texts, cuts, async (lines, offsets) => {
      const bytes = Buffer.from(lines.join('\n'));
      const within = offsets.filter((offset) => offset < bytes.length);
      expect(await linesOf(cutAt(bytes, ...within))).toEqual(lines.filter((line) => line.trim() !== ''));
    }),
  );
});

test('a line without end is an error once it is too long', async () => {
  const bytes = Buffer.from('short\na line that is too long');
  await expect(linesOf(cutAt(bytes, 8, 12), 10)).rejects.toThrow('a line of more than 10 characters');
});
