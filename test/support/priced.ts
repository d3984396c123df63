import type { FinishedRequest } from '../../src-main/core/ledger/requests.ts';
import { wholeMessage, streamedMessage, asksToStream, text } from '../upstream/anthropic.ts';
import type { Answer } from '../upstream/scripted.ts';

/** Prices in US dollars per million tokens, so that a token's cost is as many micro-dollars. */
const price = { input: 5, output: 25 };

/** A provider of Anthropic's protocol whose every model has these prices. */
export function pricedProvider(id: string, baseUrl: string): object {
  return {
    id,
    wire: 'anthropic',
    baseUrl,
    keys: ['env:KEY'],
    retry: { attempts: 1 },
    prices: { '*': price },
  };
}

/** What a request cost at these prices. */
export function costOf({ inputTokens, outputTokens }: Pick<FinishedRequest, 'inputTokens' | 'outputTokens'>) {
  if (inputTokens === null || outputTokens === null) return null;
  return price.input * inputTokens + price.output * outputTokens;
}

/** An answer of so many tokens, whole or streamed as it was asked for. */
export function answerOf(request: { json: unknown }, inputTokens: number, outputTokens: number): Answer {
  const usage = { input_tokens: inputTokens, output_tokens: outputTokens };
  const write = asksToStream(request.json) ? streamedMessage : wholeMessage;
  return write([text('hi')], { usage });
}
