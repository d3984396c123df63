import type { Config } from '../../../contract/config.ts';
import type { Account } from './account.ts';
import type { Draft, DraftKey, DraftProvider } from './draft.ts';
import { fieldsOf, listOf } from './values.ts';

/** What a draft goes into. */
export interface MergeInto {
  /** The config in force. */
  current: Config;
  /** The same as it is written, with variables unreplaced. */
  raw: Readonly<Record<string, unknown>>;
  /** What each key is called in the keychain. */
  nameOf: (key: DraftKey) => string;
  account: Account;
}

/**
 * Lays a draft over a config: what is there stays, but for the demo, which leaves once others can do its work. A route
 * that leads somewhere already wins over an imported one, and the account says so.
 */
export function mergeDraft(
  draft: Draft,
  { current, raw, nameOf, account }: MergeInto,
): Record<string, unknown> {
  const reference = (key: DraftKey) => (key.kind === 'env' ? `env:${key.name}` : `keychain:${nameOf(key)}`);
  const demo = demoProviders(current);
  const leadsToDemo = (use: string | null): boolean => use !== null && isAllDemo(use, current, demo);
  const routes: Record<string, unknown> = { ...fieldsOf(raw['routes']) };
  const set = new Set<string>();
  for (const { from, route, use, aboveTokens } of draft.routes) {
    if (set.has(route)) {
      account.lose(from, `routes.${route} is set by something else there`);
      continue;
    }
    const before =
      route === 'longContext' ? (current.routes.longContext?.use ?? null) : current.routes[route];
    if (before !== null && !leadsToDemo(before)) {
      account.lose(
        from,
        `routes.${route} leads to ${before} already, and stays`,
        `set it to ${use} if you want that`,
      );
      continue;
    }
    routes[route] = route === 'longContext' ? { use, aboveTokens } : use;
    set.add(route);
    account.carry(from, `routes.${route}`, `leads to ${use}`);
  }
  const isLed = draft.routes.some(({ route }) => route === 'default');
  const first = isLed || !leadsToDemo(current.routes.default) ? undefined : firstUse(draft);
  if (first !== undefined) {
    routes['default'] = first;
    account.carry(
      [],
      'routes.default',
      `leads to ${first}, the first model that came over: the source names no default`,
    );
  }

  const canLeave =
    draft.providers.length > 0 && !isNeeded(current, demo) && !leadsToDemo(String(routes['default']));
  if (canLeave)
    for (const [route, use] of Object.entries(current.routes))
      if (routes[route] === use && leadsToDemo(typeof use === 'string' ? use : (use?.use ?? null)))
        routes[route] = null;
  const before = listOf(raw['providers']).filter(
    (_provider, index) => !canLeave || !demo.has(current.providers[index]?.id ?? ''),
  );
  return {
    ...raw,
    providers: [
      ...before,
      ...draft.providers.map((provider: DraftProvider) => ({
        ...provider,
        keys: provider.keys.map(reference),
      })),
    ],
    models: { ...fieldsOf(raw['models']), ...Object.fromEntries(draft.models) },
    routes,
    rules: [...listOf(raw['rules']), ...draft.rules],
    clients: [
      ...listOf(raw['clients']),
      ...draft.clients.map(({ id, token }) => ({ id, token: reference(token) })),
    ],
  };
}

/** The ids of the demo, where there is nothing else: beside others it is there because somebody wants it. */
function demoProviders({ providers }: Config): ReadonlySet<string> {
  const demos = providers.filter(
    ({ preset, wire }) => wire === 'demo' || (wire === undefined && preset === 'demo'),
  );
  return new Set(demos.length === providers.length ? demos.map(({ id }) => id) : []);
}

function isAllDemo(use: string, { models }: Config, demo: ReadonlySet<string>): boolean {
  const entry = Object.hasOwn(models, use) ? models[use] : undefined;
  const targets = entry?.targets.map((each) => (typeof each === 'string' ? each : each.target)) ?? [use];
  return targets.every((target) => demo.has(target.slice(0, target.indexOf('/'))));
}

/** Whether something besides the routes refers to the demo, which then has to stay. */
function isNeeded({ models, rules, budgets }: Config, demo: ReadonlySet<string>): boolean {
  const uses = [
    ...Object.values(models).flatMap(({ targets }) =>
      targets.map((each) => (typeof each === 'string' ? each : each.target)),
    ),
    ...rules.map(({ use }) => use),
    ...budgets.map(({ atLimit }) => (typeof atLimit === 'object' ? atLimit.use : '')),
  ];
  const hasBudget = budgets.some(({ provider }) => provider !== undefined && demo.has(provider));
  return (
    demo.size === 0 || hasBudget || uses.some((use) => demo.has(use.slice(0, Math.max(0, use.indexOf('/')))))
  );
}

/** What can take the requests that nothing else takes. */
function firstUse({ models, providers }: Draft): string | undefined {
  const name = [...models.keys()].find((key) => !key.includes('*'));
  const provider = providers.find((each) => (each.models ?? []).length > 0);
  return name ?? (provider && `${provider.id}/${provider.models?.[0]}`);
}
