import type { AnthropicFeature } from '../../../contract/config.ts';
import type { Lose } from './fit-blocks.ts';
import { withoutCacheControl, withoutDocuments, withoutImages, withoutLaterSystem } from './fit-content.ts';
import {
  withoutAdaptiveThinking,
  withoutBetaFields,
  withoutContextManagement,
  withoutEffort,
  withoutOutputFormat,
} from './fit-fields.ts';
import { withoutServerTools, withoutToolReferences } from './fit-tools.ts';
import type { MessagesRequest } from './messages.ts';
import type { AnthropicQuirks } from './quirks.ts';

/** Writes a request without one feature; gives the same object back where it was not used. */
type Fit = (request: MessagesRequest, lose: Lose) => MessagesRequest;

/** In this order: a budget for thinking is read from the effort before that goes. */
const fits: Readonly<Record<AnthropicFeature, Fit>> = {
  midConversationSystem: withoutLaterSystem,
  adaptiveThinking: withoutAdaptiveThinking,
  contextManagement: withoutContextManagement,
  toolReference: withoutToolReferences,
  serverTools: withoutServerTools,
  images: withoutImages,
  documents: withoutDocuments,
  effort: withoutEffort,
  outputFormat: withoutOutputFormat,
  cacheControl: withoutCacheControl,
  betas: withoutBetaFields,
};
const features = Object.keys(fits).filter((name): name is AnthropicFeature => name in fits);

/**
 * Rewrites or drops what an Anthropic-compatible endpoint does not take, and says what was lost by it. The request stays
 * as it was, and comes back itself where nothing had to change.
 */
export function fitRequest(
  request: MessagesRequest,
  { takes = {} }: AnthropicQuirks,
): { request: MessagesRequest; losses: readonly string[] } {
  const losses = new Set<string>();
  const lose: Lose = (loss) => losses.add(loss);
  const fitted = features
    .filter((feature) => takes[feature] === false)
    .reduce((rest, feature) => fits[feature](rest, lose), request);
  return { request: fitted, losses: [...losses] };
}

/** Whether a request must be rewritten for an endpoint; where not, its bytes can be relayed as they are. */
export function needsFitting(request: MessagesRequest, quirks: AnthropicQuirks): boolean {
  return fitRequest(request, quirks).request !== request;
}

/** The headers that an endpoint gets: without `anthropic-beta` where it takes no betas. */
export function fitHeaders<Value>(
  headers: Readonly<Record<string, Value>>,
  { takes = {} }: AnthropicQuirks,
): Record<string, Value> {
  const kept = Object.entries(headers).filter(
    ([name]) => takes.betas !== false || name.toLowerCase() !== 'anthropic-beta',
  );
  return Object.fromEntries(kept);
}
