import type { Config, ModelEntry } from '../../contract/config.ts';
import { compilePattern, isPattern } from './pattern.ts';
import { compileConditions, describeConditions, type Conditions } from './rule.ts';

/** One place that may answer, taken apart. */
export interface Target {
  /** `provider/model` as configured. */
  target: string;
  provider: string;
  model: string;
  /** Its share where the strategy is `weighted`. */
  weight: number;
}

/** What a name stands for: the targets that may answer, and how to choose among them. */
export interface Use {
  name: string;
  targets: readonly Target[];
  strategy: ModelEntry['strategy'];
}

/** A config's routing, ready to decide: every name looked up, every pattern compiled. */
export interface Routing {
  /** What a name of `models` or `provider/model` stands for; undefined for a name that nothing knows. */
  find(name: string): Use | undefined;
  routes: Readonly<
    Record<'webSearch' | 'subagent' | 'longContext' | 'image' | 'think' | 'background', Use | null>
  >;
  fallback: Use;
  longContextAbove: number;
  /** Whether a request's length can decide anything. */
  asksLength: boolean;
  rules: readonly ({ name: string; conditions: string; use: Use } & Conditions)[];
  patterns: readonly { pattern: string; use: Use; matches(model: string): boolean }[];
  /** A few words for people that say which names are known. */
  known: string;
  /** While paused only explicit requests find their way; the fallback takes all others. */
  isPaused: boolean;
}

/** Prepares the routing of a checked config, once per change of it; throws where a name in it points nowhere. */
export function compileRouting({ providers, models, routes, rules }: Config, isPaused = false): Routing {
  const providerIds = new Set(providers.map(({ id }) => id));
  const entries = Object.entries(models).map(([name, entry]) => readEntry(name, entry, providerIds));
  const named = new Map(entries.filter(({ name }) => !isPattern(name)).map((entry) => [entry.name, entry]));
  const find = (name: string) => readTarget(name, providerIds) ?? named.get(name);
  const use = (name: string) => found(find(name), name);
  const optional = (name: string | null | undefined) => (name ? use(name) : null);
  const { webSearch, subagent, longContext, image, think, background } = routes;
  return {
    find,
    routes: {
      webSearch: optional(webSearch),
      subagent: optional(subagent),
      longContext: optional(longContext?.use),
      image: optional(image),
      think: optional(think),
      background: optional(background),
    },
    fallback: use(routes.default),
    longContextAbove: longContext?.aboveTokens ?? Infinity,
    asksLength: longContext !== null || rules.some(({ when }) => when.minTokens !== undefined),
    rules: rules.map((rule) => ({
      name: rule.name,
      conditions: describeConditions(rule.when),
      use: use(rule.use),
      ...compileConditions(rule.when),
    })),
    patterns: entries
      .filter(({ name }) => isPattern(name))
      .map((entry) => ({ pattern: entry.name, use: entry, matches: compilePattern(entry.name) })),
    known: `known are ${[...named.keys(), ...[...providerIds].map((id) => `${id}/MODEL`)].join(', ')}`,
    isPaused,
  };
}

function readEntry(name: string, { targets, strategy }: ModelEntry, providerIds: ReadonlySet<string>): Use {
  const choices = targets.flatMap((entry) => {
    const { target, weight } = typeof entry === 'string' ? { target: entry, weight: 1 } : entry;
    return found(readTarget(target, providerIds), target).targets.map((choice) => ({ ...choice, weight }));
  });
  return { name, targets: choices, strategy };
}

/** Reads `provider/model`; undefined where the first segment is no provider of ours. */
function readTarget(target: string, providerIds: ReadonlySet<string>): Use | undefined {
  const slash = target.indexOf('/');
  const provider = target.slice(0, Math.max(0, slash));
  const model = target.slice(slash + 1);
  if (model === '' || !providerIds.has(provider)) return undefined;
  return { name: target, targets: [{ target, provider, model, weight: 1 }], strategy: 'priority' };
}

function found(use: Use | undefined, name: string): Use {
  if (use) return use;
  throw new Error(`the config routes to "${name}", which is neither in models nor a model of a provider`);
}
