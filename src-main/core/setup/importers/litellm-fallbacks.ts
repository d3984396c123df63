import type { ConfigPath } from '../../config/config-error.ts';
import type { Reading } from './draft.ts';
import { fieldsOf, listOf, textOf } from './values.ts';

/** A model that is asked where another one fails. */
interface Fallback {
  to: string;
  path: ConfigPath;
}

/** Which models stand behind which. */
export interface Fallbacks {
  of(group: string): readonly Fallback[];
  /** Whether a fallback is one for all models. */
  isShared(path: ConfigPath): boolean;
}

type Fields = Readonly<Record<string, unknown>>;

const places = ['router_settings', 'litellm_settings'];

/** Reads the fallbacks of LiteLLM, which may stand in two sections; those for particular errors stay behind. */
export function readFallbacks(source: Fields, { account }: Reading): Fallbacks {
  const byGroup = new Map<string, Fallback[]>();
  const shared: Fallback[] = [];
  for (const place of places) {
    const section = fieldsOf(source[place]);
    for (const [index, entry] of listOf(section['fallbacks']).entries()) {
      for (const [group, models] of Object.entries(fieldsOf(entry))) {
        const found = read(models, [place, 'fallbacks', index, group]);
        byGroup.set(group, [...(byGroup.get(group) ?? []), ...found]);
      }
    }
    const all = read(section['default_fallbacks'], [place, 'default_fallbacks']);
    for (const { path } of all) account.carry(path, 'models[*].targets', 'asked where the ones before fail');
    shared.push(...all);
    loseSpecial(section, place, account);
  }
  return {
    of: (group) => byGroup.get(group) ?? shared,
    isShared: (path) => shared.some((fallback) => fallback.path === path),
  };
}

function read(models: unknown, path: ConfigPath): Fallback[] {
  return listOf(models).flatMap((model, place) => {
    const to = textOf(model);
    return to === undefined ? [] : [{ to, path: [...path, place] }];
  });
}

function loseSpecial(section: Fields, place: string, account: Reading['account']): void {
  if (section['context_window_fallbacks'] !== undefined)
    account.lose(
      [place, 'context_window_fallbacks'],
      'a request that is too long for a model is not sent to another one once it has failed',
      'set routes.longContext, which takes long requests before they fail',
    );
  if (section['content_policy_fallbacks'] !== undefined)
    account.lose(
      [place, 'content_policy_fallbacks'],
      'a refusal is an answer, and is not asked for again elsewhere',
    );
  if (section['drop_params'] !== undefined)
    account.carry(
      [place, 'drop_params'],
      'providers',
      'the translation leaves out what a provider does not take',
    );
}
