import { RequestError } from '../errors.ts';
import type { Facts } from './facts.ts';
import type { Routing, Use } from './routing.ts';
import type { SubagentTag } from './subagent-tag.ts';
import { waysOf, type Found, type Way } from './ways.ts';

/** Where a request goes, and why. */
export interface Decision extends Omit<Use, 'name'> {
  /** `explicit`, `rule:NAME`, a route's name, or `model` for a pattern of `models`. */
  route: string;
  /** A sentence for people. */
  reason: string;
  /** The name that was looked up: one of `models`, or `provider/model`. */
  use: string;
  /** A subagent's tag, which must not reach the upstream. */
  removeTag: SubagentTag | null;
}

/**
 * Decides where a request goes, in the order of the reference: the first way that applies wins, and a route that is not
 * set is passed over; while paused only the explicit way is gone. Throws RequestError `not-found` for a
 * `claude-signalbox/` name or a subagent's tag that nothing knows.
 */
export function decide(facts: Facts, routing: Routing): Decision {
  for (const { find } of waysOf(routing)) {
    const found = find(facts, routing);
    if (found) return decision(found, facts);
  }
  throw new Error('the last way takes everything');
}

/** A way that was looked at, with what it found, or why it found nothing. */
export interface Look {
  /** As in `Decision.route`; each rule is a way of its own. */
  way: string;
  found: Found | null;
  /** Why it applies, or why it does not. */
  reason: string;
}

/** Looks at every way in its order, also behind the first that applies; what a client names wrongly applies nowhere. */
export function lookAtWays(facts: Facts, routing: Routing): Look[] {
  return waysOf(routing).map((way) => look(way, facts, routing));
}

function look({ way, find, whyNot }: Way, facts: Facts, routing: Routing): Look {
  try {
    const found = find(facts, routing);
    return { way, found, reason: found?.reason ?? whyNot(facts, routing) };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return { way, found: null, reason: error.message };
  }
}

function decision({ route, reason, use }: Found, { subagentTag }: Facts): Decision {
  const { name, targets, strategy } = use;
  return { route, reason, use: name, targets, strategy, removeTag: subagentTag };
}
