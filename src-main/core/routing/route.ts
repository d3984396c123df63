import type { RouteName } from '../../contract/config.ts';
import { RequestError } from '../errors.ts';
import type { Facts } from './facts.ts';
import type { Routing, Use } from './routing.ts';
import type { SubagentTag } from './subagent-tag.ts';

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
 * set is passed over; while paused only the explicit way is gone. Throws RequestError `not-found` for a `claude-signalbox/` name or a subagent's tag that nothing
 * knows.
 */
export function decide(facts: Facts, routing: Routing): Decision {
  for (const { find } of routing.isPaused ? waysWhilePaused : ways) {
    const found = find(facts, routing);
    if (found) return decision(found, facts);
  }
  return decision(byDefault(facts, routing), facts);
}

/** A way that was looked at: what it found, or null where it does not apply or is not set. */
export interface Look {
  /** As in `Decision.route`; `rule` stands for all rules. */
  way: string;
  found: Found | null;
}

/** Looks at every way in its order, also behind the first that applies; what a client names wrongly throws as in {@link decide}. */
export function lookAtWays(facts: Facts, routing: Routing): Look[] {
  const looks = (routing.isPaused ? waysWhilePaused : ways).map(({ way, find }) => ({
    way,
    found: find(facts, routing),
  }));
  return routing.isPaused ? looks : [...looks, { way: 'default', found: byDefault(facts, routing) }];
}

/** What a way found for a request. */
export interface Found {
  route: string;
  reason: string;
  use: Use;
}

type Way = (facts: Facts, routing: Routing) => Found | null;

const ways: readonly { way: string; find: Way }[] = [
  { way: 'explicit', find: explicit },
  { way: 'rule', find: byRule },
  byContext('webSearch', ({ webSearchMark }) => webSearchMark && `it brings the tool ${webSearchMark}`),
  { way: 'subagent', find: (facts, routing) => byTag(facts, routing) ?? bySubagentMark(facts, routing) },
  byContext('longContext', longContextMark),
  byContext('image', ({ hasImage }) => (hasImage ? "the user's last turn holds an image" : null)),
  byContext('think', ({ thinkMark, backgroundMark }) => (backgroundMark ? null : thinkMark)),
  byContext('background', ({ backgroundMark }) => backgroundMark),
  { way: 'model', find: byPattern },
];

function byDefault({ model }: Facts, { fallback: use }: Routing): Found {
  const reason = `nothing else applies to ${quoted(model)}, so routes.default takes it`;
  return { route: 'default', reason, use };
}
const waysWhilePaused: readonly { way: string; find: Way }[] = [
  { way: 'explicit', find: explicit },
  {
    way: 'default',
    find: (_facts, { fallback: use }) => ({
      route: 'default',
      reason: 'Signalbox is paused, so routes.default takes everything',
      use,
    }),
  },
];

/** The form in which `/v1/models` lists names, since Claude Code keeps only ids with "claude" in them. */
const listedPrefix = 'claude-signalbox/';

function explicit({ model }: Facts, routing: Routing): Found | null {
  const isListed = model.startsWith(listedPrefix);
  const name = isListed ? model.slice(listedPrefix.length) : model;
  const use = isListed ? findKnown(name, routing, 'the client asked for') : routing.find(name);
  return use ? { route: 'explicit', reason: `the client asked for ${quoted(name)} by name`, use } : null;
}

function byRule(facts: Facts, { rules }: Routing): Found | null {
  const rule = rules.find((each) => each.matches(facts));
  if (!rule) return null;
  const { name, use, conditions } = rule;
  return { route: `rule:${name}`, reason: `the rule ${quoted(name)} takes ${conditions}`, use };
}

function byTag({ subagentTag }: Facts, routing: Routing): Found | null {
  if (!subagentTag) return null;
  const use = findKnown(subagentTag.target, routing, 'a subagent tag names');
  return { route: 'subagent', reason: `a subagent tag names ${quoted(use.name)}`, use };
}

const { find: bySubagentMark } = byContext('subagent', ({ subagentMark }) => subagentMark);

function byPattern({ model }: Facts, { patterns }: Routing): Found | null {
  const found = patterns.find((each) => each.matches(model));
  if (!found) return null;
  const { pattern, use } = found;
  return { route: 'model', reason: `${quoted(model)} matches ${quoted(pattern)} in models`, use };
}

function byContext(
  route: Exclude<RouteName, 'default'>,
  mark: (facts: Facts, routing: Routing) => string | null,
): { way: string; find: Way } {
  return {
    way: route,
    find: (facts, routing) => {
      const use = routing.routes[route];
      const sign = use && mark(facts, routing);
      return sign ? { route, reason: `${sign}, so routes.${route} takes it`, use } : null;
    },
  };
}

function longContextMark({ estimatedInputTokens }: Facts, { longContextAbove }: Routing): string | null {
  if (estimatedInputTokens <= longContextAbove) return null;
  return `its input is about ${estimatedInputTokens} tokens, more than ${longContextAbove}`;
}

function findKnown(name: string, routing: Routing, who: string): Use {
  const use = routing.find(name);
  if (use) return use;
  throw new RequestError('not-found', `${who} ${quoted(name)}, but there is no such model: ${routing.known}`);
}

function decision({ route, reason, use }: Found, { subagentTag }: Facts): Decision {
  const { name, targets, strategy } = use;
  return { route, reason, use: name, targets, strategy, removeTag: subagentTag };
}

/** As a client wrote it, but not at any length. */
function quoted(name: string): string {
  return JSON.stringify(name.length > 120 ? `${name.slice(0, 120)}…` : name);
}
