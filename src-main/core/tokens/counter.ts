import type { MessagesRequest } from '../wire/anthropic/messages.ts';
import { createCalibration, type Calibration, type CountedTarget } from './calibration.ts';
import { ruleFor } from './counting-rules.ts';
import { rememberPages } from './media-tokens.ts';
import { readParts } from './prompt-parts.ts';
import { keysOf, TextCounts, type TextKeys } from './text-counts.ts';
import { TokenizerThread } from './tokenizer-thread.ts';

export interface TokenCounterOptions {
  /** Milliseconds without work after which the tokenizer's thread stops; 10 minutes where absent. */
  idleMs?: number;
  /** Milliseconds after which an estimate by length stands for texts not yet counted; 2000 where absent. */
  limitMs?: number;
  /** Texts whose counts are remembered; 50,000 (about 10 MB) where absent. */
  entries?: number;
  /** What is known of the models' own counts; the published ratios where absent. */
  calibration?: Calibration;
  /** Told when the tokenizer's thread fails; estimates answer, and the next count starts it again. */
  onError?: (error: Error) => void;
}

/** A prompt in tokens of o200k_base and what does not depend on texts. */
export interface PromptMeasure {
  textTokens: number;
  /** Structure and media, in the model's own tokens. */
  otherTokens: number;
  /** How much of `otherTokens` is media and sealed thinking, which are known by their size only. */
  guessedTokens: number;
  /** Every text was tokenized; none stands with an estimate. */
  isExact: boolean;
}

export interface TokenCounter {
  /** Input tokens of a request as the target would count them; as its own model would, where no other is named. */
  count(request: MessagesRequest, target?: Partial<CountedTarget>): Promise<number>;
  /** What a count is made of; `keys` holds the texts' keys from one measuring of a request to the next. */
  measure(request: MessagesRequest, model: string, keys?: TextKeys): Promise<PromptMeasure>;
  /** A measure as the target would count it, by what is known of it now. */
  tokensOf(measure: PromptMeasure, target: CountedTarget): number;
  /** Whether what one more bill of the target would teach is not worth a count now. */
  isSettled(target: CountedTarget): boolean;
  /** Learns from what the target counted: all of the input, cached or not. */
  learn(measure: PromptMeasure, target: CountedTarget, billedTokens: number): void;
  /** More waits for the tokenizer than it will answer soon: what can do without a count should. */
  readonly isBusy: boolean;
  /** Whether the tokenizer's thread, and with it about 100 MB, is there. */
  readonly isRunning: boolean;
  /** Ends the thread; counts after it are estimates. */
  close(): Promise<void>;
}

const mostWaiting = 4;
/** Beyond this share of a prompt its media say more about the bill than its texts. */
const mostGuessedShare = 0.05;

/** Counts tokens on this machine: texts in a thread of their own and each only once, the rest by rules. */
export function createTokenCounter(options: TokenCounterOptions = {}): TokenCounter {
  const { idleMs = 600_000, limitMs = 2_000, entries = 50_000 } = options;
  const { calibration = createCalibration(), onError = () => undefined } = options;
  const thread = new TokenizerThread({ idleMs, limitMs, onError });
  const texts = new TextCounts(async (fresh) => thread.count(fresh), entries);
  const pagesOf = rememberPages(1_000);

  async function measure(
    request: MessagesRequest,
    model: string,
    keys: TextKeys = keysOf(),
  ): Promise<PromptMeasure> {
    const { texts: said, ...other } = readParts(request, { rule: ruleFor(model), pagesOf });
    const { tokens: textTokens, isExact } = await texts.sum(said, keys);
    return { textTokens, isExact, ...other };
  }

  function tokensOf({ textTokens, otherTokens }: PromptMeasure, target: CountedTarget): number {
    const { ratio, offset } = calibration.fitFor(target);
    return Math.ceil(textTokens * ratio + Math.max(0, otherTokens + offset));
  }

  return {
    measure,
    tokensOf,
    count: async (request, { model = request.model, target = model } = {}) =>
      tokensOf(await measure(request, model), { model, target }),
    isSettled: ({ target }) => calibration.isSettled(target),
    learn({ textTokens, otherTokens, guessedTokens, isExact }, target, billedTokens) {
      if (!isExact || guessedTokens > billedTokens * mostGuessedShare) return;
      calibration.learn(target, { textTokens, billedTokens: billedTokens - otherTokens });
    },
    get isBusy() {
      return thread.waiting >= mostWaiting;
    },
    get isRunning() {
      return thread.isRunning;
    },
    close: async () => thread.close(),
  };
}
