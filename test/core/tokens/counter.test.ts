import * as fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { createCalibration } from '../../../src-main/core/tokens/calibration.ts';
import { createTokenCounter } from '../../../src-main/core/tokens/counter.ts';
import type { Block, MessageParam, MessagesRequest } from '../../../src-main/core/wire/anthropic/messages.ts';
import { capture } from '../routing/given.ts';
import { png } from './media.ts';

const shared = createTokenCounter({ limitMs: 15_000 });
afterAll(async () => shared.close());

function asking(content: string | Block[], model = 'gpt-6-sol'): MessagesRequest {
  return { model, messages: [{ role: 'user', content }] };
}

const overhead = 7;

describe('a count', () => {
  test('is that of the text and of what stands around it', async () => {
    expect(await shared.count(asking('Hello'))).toBe(1 + overhead);
  });

  test('follows the model that is to answer, and leaves what is not text as it is', async () => {
    const words = 'word '.repeat(1000).trim();
    expect(await shared.count(asking(words), { model: 'claude-opus-5-5' })).toBe(1450 + overhead);
    expect(await shared.count(asking(words, 'claude-sonnet-4-5'))).toBe(1200 + overhead);
    const image: Block = { type: 'image', source: { type: 'base64', data: png(750, 750) } };
    expect(await shared.count(asking([image], 'claude-opus-5-5'))).toBe(750 + overhead);
  });

  test('follows ratios that were learned', async () => {
    const counter = createTokenCounter({
      limitMs: 15_000,
      calibration: { ...createCalibration(), fitFor: () => ({ ratio: 3, offset: 5 }) },
    });
    expect(await counter.count(asking('Hello'))).toBe(3 + 5 + overhead);
    await counter.close();
  });

  test('takes the names of special tokens as words', async () => {
    expect(await shared.count(asking('<|endoftext|>'))).toBeGreaterThan(1 + overhead);
  });

  test('of what Claude Code really sends is near its length by four', async () => {
    const { body } = capture('main');
    const tokens = await shared.count(body, { model: 'gpt-6-sol' });
    const characters = JSON.stringify(body).length;
    expect(characters / tokens).toBeGreaterThan(3);
    expect(characters / tokens).toBeLessThan(7);
  });

  test('does not depend on how the conversation was cut into requests', async () => {
    const block = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }).map((text): Block => ({ type: 'text', text })),
      fc.jsonValue().map((input): Block => ({ type: 'tool_use', id: 't', name: 'tool', input })),
      fc.lorem().map((content): Block => ({ type: 'tool_result', tool_use_id: 't', content })),
    );
    const message = fc.record({
      role: fc.constantFrom<MessageParam['role']>('user', 'assistant'),
      content: fc.array(block, { maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 6 }), async (messages) => {
        const counts: number[] = [];
        for (let length = 0; length <= messages.length; length += 1)
          counts.push(await shared.count({ model: 'gpt-6-sol', messages: messages.slice(0, length) }));
        const single = await Promise.all(
          messages.map(async (one) => shared.count({ model: 'gpt-6-sol', messages: [one] })),
        );
        const perRequest = counts[0] ?? Number.NaN;
        const summed = single.reduce((sum, count) => sum + count - perRequest, perRequest);
        expect(counts.at(-1)).toBe(summed);
      }),
      { numRuns: 30 },
    );
  });

  test('is the same for a hundred at once as for each alone', async () => {
    const requests = Array.from({ length: 100 }, (_, index) =>
      asking(`request ${index % 30} says ${index % 7}`),
    );
    const counter = createTokenCounter({ limitMs: 15_000 });
    const together = await Promise.all(requests.map(async (request) => counter.count(request)));
    await counter.close();
    const alone: number[] = [];
    for (const request of requests) alone.push(await shared.count(request));
    expect(together).toEqual(alone);
  });
});

describe('the thread', () => {
  test('starts with the first count, stops when idle, and starts again', async () => {
    const counter = createTokenCounter({ idleMs: 5, limitMs: 15_000 });
    expect(counter.isRunning).toBe(false);
    const counting = counter.count(asking('one two'));
    expect(counter.isRunning).toBe(true);
    expect(await counting).toBe(2 + overhead);
    await vi.waitFor(() => expect(counter.isRunning).toBe(false), { timeout: 10_000 });
    expect(await counter.count(asking('one two three'))).toBe(3 + overhead);
    await counter.close();
  });

  test('is not needed for what is known', async () => {
    const counter = createTokenCounter({ idleMs: 5, limitMs: 15_000 });
    await counter.count(asking('one two'));
    await vi.waitFor(() => expect(counter.isRunning).toBe(false), { timeout: 10_000 });
    expect(await counter.count(asking('one two'))).toBe(2 + overhead);
    expect(counter.isRunning).toBe(false);
  });

  test('that is too slow leaves an estimate by length', async () => {
    const counter = createTokenCounter({ limitMs: 0 });
    expect(await counter.count(asking('x'.repeat(700)))).toBe(200 + overhead);
    await counter.close();
  });

  test('closed in the middle of a count leaves an estimate, and no handle', async () => {
    // The test runner's own timers come and go meanwhile.
    const handles = (): number =>
      process.getActiveResourcesInfo().filter((kind) => /MessagePort|Timeout/.test(kind)).length;
    const before = handles();
    const counter = createTokenCounter();
    const counting = counter.count(asking('x'.repeat(700)));
    await counter.close();
    expect(await counting).toBe(200 + overhead);
    expect(counter.isRunning).toBe(false);
    expect(handles()).toBeLessThanOrEqual(before);
    expect(await counter.count(asking('x'.repeat(350)))).toBe(100 + overhead);
    expect(counter.isRunning).toBe(false);
  });
});
