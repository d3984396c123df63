import type { MessagesRequest } from '../wire/anthropic/messages.ts';
import { ruleFor, startingRatio } from './counting-rules.ts';
import { rememberPages } from './media-tokens.ts';
import { readParts } from './prompt-parts.ts';
import { TextCounts } from './text-counts.ts';
import { TokenizerThread } from './tokenizer-thread.ts';

export interface TokenCounterOptions {
  /** Milliseconds without work after which the tokenizer's thread stops; 10 minutes where absent. */
  idleMs?: number;
  /** Milliseconds after which an estimate by length stands for texts not yet counted; 2000 where absent. */
  limitMs?: number;
  /** Texts whose counts are remembered; 50,000 (about 10 MB) where absent. */
  entries?: number;
  /** A model's tokens to one of o200k_base; the published ratios where absent. */
  ratioFor?: (model: string) => number;
  /** Told when the tokenizer's thread fails; estimates answer, and the next count starts it again. */
  onError?: (error: Error) => void;
}

export interface TokenCounter {
  /** Input tokens of a request as `model`, an upstream's own id, would count them. */
  count(request: MessagesRequest, options?: { model?: string }): Promise<number>;
  /** Whether the tokenizer's thread, and with it about 100 MB, is there. */
  readonly isRunning: boolean;
  /** Ends the thread; counts after it are estimates. */
  close(): Promise<void>;
}

/** Counts tokens on this machine: texts in a thread of their own and each only once, the rest by rules. */
export function createTokenCounter(options: TokenCounterOptions = {}): TokenCounter {
  const { idleMs = 600_000, limitMs = 2_000, entries = 50_000 } = options;
  const { ratioFor = startingRatio, onError = () => undefined } = options;
  const thread = new TokenizerThread({ idleMs, limitMs, onError });
  const texts = new TextCounts(async (fresh) => thread.count(fresh), entries);
  const pagesOf = rememberPages(1_000);
  return {
    count: async (request, { model = request.model } = {}) => {
      const parts = readParts(request, { rule: ruleFor(model), pagesOf });
      const textTokens = await texts.sum(parts.texts);
      return Math.ceil(textTokens * ratioFor(model) + parts.otherTokens);
    },
    get isRunning() {
      return thread.isRunning;
    },
    close: async () => thread.close(),
  };
}
