import type { Config, RouteName } from '../src-main/contract/config.ts';
import { withoutDefaults } from './json-change.ts';
import { shownRoutes } from './shown-routes.ts';

/** A place of the config that names a provider, or a name of `models`. */
export type Use =
  | { kind: 'route'; route: RouteName }
  | { kind: 'rule'; rule: string }
  /** Some targets of a name; `isLast` where none would be left, so that the name goes too. */
  | { kind: 'model'; model: string; isLast: boolean }
  /** A budget of that provider's, or one that would send requests there. */
  | { kind: 'budget'; period: 'day' | 'month'; role: 'limited' | 'instead' };

/** A config without something, and every place that changed with it. */
export interface Removal {
  config: Config;
  uses: Use[];
  /** The default route led there, so it needs something else to lead to. */
  needsDefault: boolean;
}

/** Takes a provider out of a config, with every reference to it; the default route is left for the caller to set. */
export function removeProvider(config: Config, id: string): Removal {
  const isGone = (target: string): boolean => target.startsWith(`${id}/`);
  const touched = Object.entries(config.models).flatMap(([model, entry]) => {
    const targets = entry.targets.filter((target) => !isGone(nameOfTarget(target)));
    return targets.length === entry.targets.length ? [] : [{ model, entry: { ...entry, targets } }];
  });
  const emptied = touched.filter(({ entry }) => entry.targets.length === 0).map(({ model }) => model);
  const models = Object.entries(config.models)
    .filter(([model]) => !emptied.includes(model))
    .map(([model, entry]) => [model, touched.find((one) => one.model === model)?.entry ?? entry] as const);
  const without = {
    ...config,
    providers: config.providers.filter((provider) => provider.id !== id),
    models: Object.fromEntries(models),
    budgets: config.budgets.filter(({ provider }) => provider !== id),
  };
  const rest = removeUses(without, (use) =>
    Object.hasOwn(config.models, use) ? emptied.includes(use) : isGone(use),
  );
  return {
    ...rest,
    uses: [
      ...touched.map(({ model }) => ({ kind: 'model', model, isLast: emptied.includes(model) }) as const),
      ...rest.uses,
      ...config.budgets
        .filter(({ provider }) => provider === id)
        .map(({ period }) => ({ kind: 'budget', period, role: 'limited' }) as const),
    ],
  };
}

/** Takes a name out of `models`, with every reference to it. */
export function removeModel(config: Config, name: string): Removal {
  const models = Object.fromEntries(Object.entries(config.models).filter(([model]) => model !== name));
  return removeUses({ ...config, models }, (use) => use === name);
}

/** The name that a target is known by. */
export function nameOfTarget(target: Config['models'][string]['targets'][number]): string {
  return typeof target === 'string' ? target : target.target;
}

/** A config in which a name of `models` is called otherwise, wherever it stands; it keeps its place in the order. */
export function renameModel(config: Config, from: string, to: string): Config {
  const renamed = (use: string): string => (use === from ? to : use);
  const models = Object.entries(config.models).map(([name, entry]) => [renamed(name), entry]);
  return renameUses({ ...config, models: Object.fromEntries(models) }, renamed);
}

/** A config in which a provider is called otherwise, wherever it stands; it keeps its place among the others. */
export function renameProvider(config: Config, from: string, to: string): Config {
  const renamed = (target: string): string =>
    target.startsWith(`${from}/`) ? to + target.slice(from.length) : target;
  const models = Object.entries(config.models).map(([name, entry]) => [
    name,
    {
      ...entry,
      targets: entry.targets.map((target) =>
        typeof target === 'string' ? renamed(target) : { ...target, target: renamed(target.target) },
      ),
    },
  ]);
  const whole = {
    ...config,
    providers: config.providers.map((provider) =>
      provider.id === from ? { ...provider, id: to } : provider,
    ),
    models: Object.fromEntries(models),
    budgets: config.budgets.map((budget) =>
      budget.provider === from ? { ...budget, provider: to } : budget,
    ),
  };
  // A name of one's own may look like a target.
  return renameUses(whole, (use) => (Object.hasOwn(config.models, use) ? use : renamed(use)));
}

function renameUses(config: Config, renamed: (use: string) => string): Config {
  const { longContext, ...others } = config.routes;
  const routes = Object.entries(others).map(([route, use]) => [route, use === null ? null : renamed(use)]);
  return {
    ...config,
    routes: {
      ...config.routes,
      ...Object.fromEntries(routes),
      longContext: longContext && { ...longContext, use: renamed(longContext.use) },
    },
    rules: config.rules.map((rule) => ({ ...rule, use: renamed(rule.use) })),
    budgets: config.budgets.map((budget) =>
      typeof budget.atLimit === 'object'
        ? { ...budget, atLimit: { use: renamed(budget.atLimit.use) } }
        : budget,
    ),
  };
}

/** What a change touched, put back as it was into the config that is now. */
export function takeBack(current: Config, before: Config, after: Config): Config {
  const made = new Map<string, unknown>(Object.entries(after));
  const touched = Object.entries(before).filter(([name, value]) => !isSameInOrder(value, made.get(name)));
  return { ...current, ...Object.fromEntries(touched) };
}

/** A config as it is sent: a provider that is new says only what differs from the defaults. */
export function asWritten(
  current: Config,
  next: Config,
  defaults: object,
): Omit<Config, 'providers'> & { providers: object[] } {
  const ids = current.providers.map(({ id }) => id);
  return {
    ...next,
    providers: next.providers.map((provider) =>
      ids.includes(provider.id) ? provider : withoutDefaults(provider, defaults),
    ),
  };
}

/** The order of names counts: in `models` it decides which pattern fits first. */
function isSameInOrder(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function removeUses(config: Config, isGone: (use: string) => boolean): Removal {
  const routes = shownRoutes.filter((route) => {
    const value = config.routes[route];
    const use = typeof value === 'object' ? value?.use : value;
    return use !== undefined && isGone(use);
  });
  const rules = config.rules.filter(({ use }) => isGone(use));
  const instead = config.budgets.filter(({ atLimit }) => typeof atLimit === 'object' && isGone(atLimit.use));
  const unset = Object.fromEntries(
    routes.filter((route) => route !== 'default').map((route) => [route, null]),
  );
  return {
    config: {
      ...config,
      routes: { ...config.routes, ...unset },
      rules: config.rules.filter((rule) => !rules.includes(rule)),
      budgets: config.budgets.map((budget) =>
        instead.includes(budget) ? { ...budget, atLimit: 'warn' } : budget,
      ),
    },
    uses: [
      ...routes.map((route) => ({ kind: 'route', route }) as const),
      ...rules.map(({ name }) => ({ kind: 'rule', rule: name }) as const),
      ...instead.map(({ period }) => ({ kind: 'budget', period, role: 'instead' }) as const),
    ],
    needsDefault: routes.includes('default'),
  };
}
