import { array, assert, constantFrom, nat, property } from 'fast-check';
import { expect, test } from 'vitest';
import { createEventCutter } from '../../../src-main/core/wire/event-cutter.ts';

const stream = array(constantFrom('data: a', 'event: é', '\n', '\r\n', '\r', '\n\n', ': x'), {
  maxLength: 30,
}).map((parts) => Buffer.from(parts.join('')));

test('nothing is lost or moved, and what leaves ends with an event', () => {
  assert(
    property(stream, array(nat(60), { maxLength: 6 }), (bytes, places) => {
      const cutter = createEventCutter();
      const cuts = [...places, 0, bytes.length].filter((at) => at <= bytes.length).sort((a, b) => a - b);
      const left: Buffer[] = [];
      for (const [index, at] of cuts.entries()) {
        left.push(cutter.push(bytes.subarray(cuts[index - 1] ?? 0, at)));
        expect(Buffer.concat(left).toString()).toMatch(/^$|(\n\n|\n\r\n|\r\r)$/);
      }
      expect(Buffer.concat([...left, cutter.rest()]).equals(bytes)).toBe(true);
      expect(cutter.rest().toString()).not.toMatch(/\n\n|\n\r\n|\r\r/);
    }),
  );
});

test('an event in many pieces leaves whole, and a whole one without a copy', () => {
  const cutter = createEventCutter();
  const whole = Buffer.from('data: 1\n\n');
  expect(cutter.push(whole)).toBe(whole);
  const pieces = 'data: 2\n\nda'.split('').map((letter) => cutter.push(Buffer.from(letter)).toString());
  expect(pieces.filter(Boolean)).toEqual(['data: 2\n\n']);
  expect(cutter.rest().toString()).toBe('da');
});
