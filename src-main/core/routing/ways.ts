import type { RouteName } from '../../contract/config.ts';
import { RequestError } from '../errors.ts';
import type { Facts } from './facts.ts';
import type { Routing, Use } from './routing.ts';

/** What a way found for a request. */
export interface Found {
  /** `explicit`, `rule:NAME`, a route's name, or `model` for a pattern of `models`. */
  route: string;
  reason: string;
  use: Use;
}

/** One way in which a request may find its model. */
export interface Way {
  /** As in `Found.route`. */
  way: string;
  /** Null where it does not apply or is not set; throws RequestError `not-found` for a name that nothing knows. */
  find: (facts: Facts, routing: Routing) => Found | null;
  /** Why it found nothing, in words for people. */
  whyNot: (facts: Facts, routing: Routing) => string;
}

/** The ways of a routing in their order, each rule on its own; the last one takes everything. */
export function waysOf({ rules, isPaused }: Routing): Way[] {
  if (isPaused) return [explicit, whilePaused];
  return [explicit, ...rules.map(byRule), ...afterRules];
}

const explicit: Way = {
  way: 'explicit',
  find: ({ model }, routing) => {
    const isListed = model.startsWith(listedPrefix);
    const name = isListed ? model.slice(listedPrefix.length) : model;
    const use = isListed ? findKnown(name, routing, 'the client asked for') : routing.find(name);
    return use ? { route: 'explicit', reason: `the client asked for ${quoted(name)} by name`, use } : null;
  },
  whyNot: ({ model }) => `${quoted(model)} is neither a name in models nor provider/model`,
};

/** The form in which `/v1/models` lists names, since Claude Code keeps only ids with "claude" in them. */
const listedPrefix = 'claude-signalbox/';

function byRule(rule: Routing['rules'][number]): Way {
  const { name, use, conditions } = rule;
  const route = `rule:${name}`;
  return {
    way: route,
    find: (facts) =>
      rule.matches(facts) ? { route, reason: `the rule ${quoted(name)} takes ${conditions}`, use } : null,
    whyNot: (facts) => `it does not have ${rule.unmet(facts).join(', ')}`,
  };
}

const subagentByMark = byContext(
  'subagent',
  ({ subagentMark }) => subagentMark,
  () => 'no tag names a model, and the client does not mark it as a subagent’s',
);

const subagent: Way = {
  ...subagentByMark,
  find: (facts, routing) => byTag(facts, routing) ?? subagentByMark.find(facts, routing),
};

const byPattern: Way = {
  way: 'model',
  find: ({ model }, { patterns }) => {
    const found = patterns.find((each) => each.matches(model));
    if (!found) return null;
    const { pattern, use } = found;
    return { route: 'model', reason: `${quoted(model)} matches ${quoted(pattern)} in models`, use };
  },
  whyNot: ({ model }, { patterns }) =>
    patterns.length === 0 ? 'models has no patterns' : `no pattern in models matches ${quoted(model)}`,
};

const byDefault: Way = {
  way: 'default',
  find: ({ model }, { fallback: use }) => ({
    route: 'default',
    reason: `nothing else applies to ${quoted(model)}, so routes.default takes it`,
    use,
  }),
  whyNot: () => '',
};

const whilePaused: Way = {
  way: 'default',
  find: (_facts, { fallback: use }) => ({
    route: 'default',
    reason: 'Signalbox is paused, so routes.default takes everything',
    use,
  }),
  whyNot: () => '',
};

const afterRules: readonly Way[] = [
  byContext(
    'webSearch',
    ({ webSearchMark }) => webSearchMark && `it brings the tool ${webSearchMark}`,
    () => 'it brings no web search tool',
  ),
  subagent,
  byContext(
    'longContext',
    longContextMark,
    ({ estimatedInputTokens }, { longContextAbove }) =>
      `its input is about ${estimatedInputTokens} tokens, not more than ${longContextAbove}`,
  ),
  byContext(
    'image',
    ({ hasImage }) => (hasImage ? "the user's last turn holds an image" : null),
    () => "the user's last turn holds no image",
  ),
  byContext(
    'think',
    ({ thinkMark, backgroundMark }) => (backgroundMark ? null : thinkMark),
    ({ thinkMark, backgroundMark }) =>
      thinkMark && backgroundMark
        ? `${thinkMark}, but it is background work: ${backgroundMark}`
        : 'no plan mode, no thinking enabled, no high effort',
  ),
  byContext(
    'background',
    ({ backgroundMark }) => backgroundMark,
    () => 'nothing marks it as background work',
  ),
  byPattern,
  byDefault,
];

function byTag({ subagentTag }: Facts, routing: Routing): Found | null {
  if (!subagentTag) return null;
  const use = findKnown(subagentTag.target, routing, 'a subagent tag names');
  return { route: 'subagent', reason: `a subagent tag names ${quoted(use.name)}`, use };
}

function byContext(
  route: Exclude<RouteName, 'default'>,
  mark: (facts: Facts, routing: Routing) => string | null,
  whyUnmarked: Way['whyNot'],
): Way {
  return {
    way: route,
    find: (facts, routing) => {
      const use = routing.routes[route];
      const sign = use && mark(facts, routing);
      return sign ? { route, reason: `${sign}, so routes.${route} takes it`, use } : null;
    },
    whyNot: (facts, routing) => {
      if (routing.routes[route]) return whyUnmarked(facts, routing);
      const sign = mark(facts, routing);
      return sign ? `${sign}, but routes.${route} is not set` : `routes.${route} is not set`;
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

/** As a client wrote it, but not at any length. */
function quoted(name: string): string {
  return JSON.stringify(name.length > 120 ? `${name.slice(0, 120)}…` : name);
}
