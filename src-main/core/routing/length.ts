import type { Facts } from './facts.ts';
import { decide } from './route.ts';
import type { Routing, Target } from './routing.ts';

/**
 * The target in whose tokens a request has to be counted before its way can be decided: the one that would take it
 * however short it were. Null where the rough length decides, as nothing asks for it or every limit is far away. Limits
 * are lower bounds, so that what the shortest and the longest guess agree on holds for all between. Throws as `decide`.
 */
export function countedFor(facts: Facts, routing: Routing): Target | null {
  if (!routing.asksLength) return null;
  const { least, most } = facts.inputTokenRange;
  if (wayOf(facts, least, routing) === wayOf(facts, most, routing)) return null;
  return decide({ ...facts, estimatedInputTokens: 0 }, routing).targets[0] ?? null;
}

/** Tells ways apart; rules by their place, because two of them may have one name. */
function wayOf(facts: Facts, estimatedInputTokens: number, routing: Routing): string {
  const guessed = { ...facts, estimatedInputTokens };
  const { route } = decide(guessed, routing);
  if (!route.startsWith('rule:')) return route;
  return String(routing.rules.findIndex((rule) => rule.matches(guessed)));
}
