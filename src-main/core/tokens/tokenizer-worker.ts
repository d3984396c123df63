// A thread of its own: answers texts with their counts, in the order in which they came.
import { parentPort } from 'node:worker_threads';
import { countText } from './count-text.ts';
import type { TokenizerAnswer, TokenizerQuestion } from './tokenizer-thread.ts';

parentPort?.on('message', ({ id, texts, deadlineMs }: TokenizerQuestion) => {
  const counts = texts.map((text) => countText(text, deadlineMs, Date.now));
  const answer: TokenizerAnswer = { id, counts };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(answer);
});
