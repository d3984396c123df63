import { expect, test } from 'vitest';
import { collectMessage } from '../../../../src-main/core/wire/anthropic/collect.ts';
import { answerAsDemo } from '../../../../src-main/core/wire/demo/demo.ts';
import { grammarFaults } from '../grammar.ts';
import { context, gather } from '../streams.ts';

const request = {
  context,
  route: 'think',
  reason: 'the words of plan mode are in force, so routes.think takes it',
  requestedModel: 'claude-opus-5-5',
  address: 'http://127.0.0.1:4000',
};

test('the demo says which way a request went and why, and where to add a provider', async () => {
  const { content, stop_reason } = await collectMessage(answerAsDemo(request));
  expect(stop_reason).toBe('end_turn');
  expect(content).toHaveLength(1);
  const text = String(content[0]?.['text']);
  for (const part of [
    '`think`',
    request.reason,
    '`claude-opus-5-5`',
    'http://127.0.0.1:4000/admin',
    'config.json',
  ]) {
    expect(text).toContain(part);
  }
});

test('the demo streams a valid message', async () => {
  expect(grammarFaults((await gather(answerAsDemo(request))).events)).toEqual([]);
});
