import type { RouteName } from '../../../contract/config.ts';
import type { ConfigPath } from '../../config/config-error.ts';
import type { Draft, Reading } from './draft.ts';
import type { TargetNames } from './target-names.ts';
import { addPattern, tierPatterns } from './tiers.ts';
import { fieldsOf, listOf, textOf } from './values.ts';

/** Models of a profile that are routes here. */
const routes: readonly { field: string; route: RouteName }[] = [
  { field: 'model', route: 'default' },
  { field: 'haikuModel', route: 'background' },
  { field: 'smallFastModel', route: 'background' },
];
/** Models of a profile that stand for whatever the client calls so. */
const patterns = [
  { field: 'opusModel', pattern: tierPatterns.opus },
  { field: 'sonnetModel', pattern: tierPatterns.sonnet },
];

/** Reads which models version 3 gives Claude Code: the profile that is in force, or else the provider that is preferred. */
export function readProfiles(
  source: Readonly<Record<string, unknown>>,
  targets: TargetNames,
  draft: Draft,
  reading: Reading,
): void {
  const { account } = reading;
  const profiles = listOf(fieldsOf(source['profile'])['profiles']).map(fieldsOf);
  const index = profiles.findIndex(({ agent, enabled }) => agent === 'claude-code' && enabled === true);
  const profile = profiles[index] ?? {};
  const path: ConfigPath = ['profile', 'profiles', index];
  const isSet = (route: RouteName) => draft.routes.some((each) => each.route === route);

  for (const { field, route } of routes) {
    const use = targets.find(profile[field]);
    if (use === undefined || isSet(route)) continue;
    account.speak([...path, field]);
    draft.routes.push({ from: [...path, field], route, use });
  }
  for (const { field, pattern } of patterns) {
    const use = targets.find(profile[field]);
    if (use !== undefined) addPattern(pattern, use, [...path, field], draft, reading);
  }
  const preferred = textOf(source['preferredProvider']);
  const use = preferred === undefined ? undefined : targets.firstModelOf(preferred);
  if (use === undefined || isSet('default')) {
    if (preferred !== undefined)
      account.lose(['preferredProvider'], 'what leads to a model is set elsewhere');
    return;
  }
  account.speak(['preferredProvider']);
  draft.routes.push({ from: ['preferredProvider'], route: 'default', use });
}
