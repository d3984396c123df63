import type { RouteName, Rule } from '../../../contract/config.ts';
import type { ConfigPath } from '../../config/config-error.ts';
import type { Draft, Reading } from './draft.ts';
import type { TargetNames } from './target-names.ts';
import { fieldsOf, listOf, numberOf, textOf } from './values.ts';

const routeNames = ['default', 'background', 'think', 'longContext', 'webSearch', 'image'] as const;
/** What claude-code-router takes where no threshold is given. */
const usualAboveTokens = 60_000;
const gone = 'it names a provider that did not come over';

type Fields = Readonly<Record<string, unknown>>;

/** Reads `Router`, and `fallback` beside it: routes by name, and the rules of version 3. */
export function readRouter(source: Fields, targets: TargetNames, draft: Draft, reading: Reading): void {
  const { account } = reading;
  const router = fieldsOf(source['Router']);
  for (const route of routeNames) {
    const value = router[route];
    const from: ConfigPath = ['Router', route];
    if (textOf(value) === undefined) continue;
    const target = targets.find(value);
    if (target === undefined) {
      account.lose(from, gone, `set routes.${route} by hand`);
      continue;
    }
    account.speak(from);
    const use = withFallback(route, target, source, targets, draft, reading);
    addRoute(route, use, from, numberOf(router['longContextThreshold']), draft);
  }
  const threshold: ConfigPath = ['Router', 'longContextThreshold'];
  if (router['longContextThreshold'] !== undefined && textOf(router['longContext']) === undefined)
    account.lose(threshold, 'there is no route for long context');
  else if (router['longContextThreshold'] !== undefined)
    account.carry(threshold, 'routes.longContext.aboveTokens', 'the limit above which it applies');
  for (const [index, rule] of listOf(router['rules']).entries())
    readRule(fieldsOf(rule), ['Router', 'rules', index], targets, draft, reading);
}

function addRoute(
  route: RouteName,
  use: string,
  from: ConfigPath,
  aboveTokens: number | undefined,
  draft: Draft,
): void {
  const above = Math.max(1, Math.round(aboveTokens ?? usualAboveTokens));
  draft.routes.push({ from, route, use, ...(route === 'longContext' && { aboveTokens: above }) });
}

/** A route with fallbacks becomes a name in models with the targets in their order. */
function withFallback(
  route: string,
  target: string,
  source: Fields,
  targets: TargetNames,
  draft: Draft,
  { account, names }: Reading,
): string {
  const found = fallbacksOf(route, source).map(({ value, path }) => ({ path, target: targets.find(value) }));
  for (const { path } of found.filter((each) => each.target === undefined)) account.lose(path, gone);
  const others = found.filter((each) => each.target !== undefined && each.target !== target);
  if (others.length === 0) return target;
  const name = names.model(`ccr-${route}`);
  for (const { path } of others) account.carry(path, `models.${name}`, 'asked where the one before fails');
  draft.models.set(name, { targets: [target, ...others.flatMap((each) => each.target ?? [])] });
  return name;
}

/** Version 2 has a list for each route, in some forks one for all of them; version 3 a chain for all. */
function fallbacksOf(route: string, source: Fields): { value: unknown; path: ConfigPath }[] {
  const own = fieldsOf(source['fallback'])[route];
  const shared = fieldsOf(source['Router'])['fallback'];
  const { mode, models } = fieldsOf(shared);
  return [
    ...(typeof shared === 'string' ? [{ value: shared, path: ['Router', 'fallback'] }] : []),
    ...listOf(own).map((value, index) => ({ value, path: ['fallback', route, index] })),
    ...(mode === 'model-chain' ? listOf(models) : []).map((value, index) => ({
      value,
      path: ['Router', 'fallback', 'models', index],
    })),
  ];
}

/** Kinds of rules of version 3 that are routes here. */
const routeOfType: Readonly<Record<string, RouteName>> = {
  'long-context': 'longContext',
  thinking: 'think',
  'web-search': 'webSearch',
  image: 'image',
  subagent: 'subagent',
};

function readRule(
  rule: Fields,
  path: ConfigPath,
  targets: TargetNames,
  draft: Draft,
  reading: Reading,
): void {
  const { account, names } = reading;
  if (rule['enabled'] === false) return account.lose(path, 'it is switched off there');
  const use = targets.find(rule['target']) ?? targets.find(rewrittenModel(rule));
  const route = routeOfType[textOf(rule['type']) ?? ''];
  const when = conditionOf(rule);
  if (use === undefined)
    return account.lose(path, 'it sets no model that came over', 'write it as a rule by hand');
  if (route === undefined && when === undefined) {
    return account.lose(
      path,
      'Signalbox cannot tell requests apart in this way',
      'see rules in the reference',
    );
  }
  const name = route === undefined ? names.rule(textOf(rule['name']) ?? 'imported') : undefined;
  for (const field of readOfRule)
    if (rule[field] !== undefined)
      account.carry(
        [...path, field],
        name === undefined ? `routes.${route}` : 'rules',
        `the ${name === undefined ? 'route' : `rule ${JSON.stringify(name)}`}`,
      );
  if (route !== undefined) addRoute(route, use, path, numberOf(rule['threshold']), draft);
  else if (when !== undefined && name !== undefined) draft.rules.push({ name, when, use });
}

/** What of a rule is in the rule or route that it becomes. */
const readOfRule = [
  'id',
  'name',
  'type',
  'enabled',
  'condition',
  'pattern',
  'rewrite',
  'rewrites',
  'target',
  'threshold',
];

/** The model that a rule sets; undefined for a rule that changes other things too. */
function rewrittenModel(rule: Fields): unknown {
  const rewrites = [rule['rewrite'], ...listOf(rule['rewrites'])].filter(Boolean).map(fieldsOf);
  const setsModel = ({ key, operation = 'set' }: Fields) => isModel(key) && operation === 'set';
  return rewrites.every(setsModel) ? rewrites[0]?.['value'] : undefined;
}

function isModel(key: unknown): boolean {
  return typeof key === 'string' && /^(?:request\.)?(?:body\.)?model$/.test(key);
}

/** The conditions that a rule of ours can have: on the requested model, and on a header. */
function conditionOf(rule: Fields): Rule['when'] | undefined {
  const prefix = textOf(rule['pattern']);
  if (rule['type'] === 'model-prefix')
    return prefix?.includes('*') === false ? { model: `${prefix}*` } : undefined;
  const { left, operator, right } = fieldsOf(rule['condition']);
  const pattern = patternOf(textOf(operator) ?? '', textOf(right) ?? '');
  if (pattern === undefined) return undefined;
  if (isModel(left)) return { model: pattern };
  const [, header] = /^(?:request\.)?headers?\.([\w-]+)$/.exec(textOf(left) ?? '') ?? [];
  return header === undefined ? undefined : { header: { [header]: pattern } };
}

function patternOf(operator: string, text: string): string | undefined {
  if (text === '' || text.includes('*') || text.includes('${')) return undefined;
  if (operator === '==') return text;
  if (operator === 'contains') return `*${text}*`;
  return operator === 'starts-with' ? `${text}*` : undefined;
}
