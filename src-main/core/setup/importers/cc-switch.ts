import type { ConfigPath } from '../../config/config-error.ts';
import type { Found, ReadProvider } from './cc-switch-provider.ts';
import { isEmpty } from './account.ts';
import { readClaudeProvider } from './cc-switch-claude.ts';
import { readCodexProvider } from './cc-switch-codex.ts';
import { readGeminiProvider } from './cc-switch-gemini.ts';
import { emptyDraft, type Draft, type ReadDraft, type Reading } from './draft.ts';
import { addPattern, tierPatterns } from './tiers.ts';
import { fieldsOf, listOf, textOf } from './values.ts';

const apps: readonly { app: string; read: ReadProvider }[] = [
  { app: 'claude', read: readClaudeProvider },
  { app: 'codex', read: readCodexProvider },
  { app: 'gemini', read: readGeminiProvider },
];

/** What only shows in the windows of cc-switch. */
const shown = ['websiteUrl', 'category', 'createdAt', 'sortIndex', 'notes', 'icon', 'iconColor'];

/**
 * Reads the providers of cc-switch, as `config.json` or its database hold them (see {@link unfoldCcSwitch}): the current
 * provider of Claude becomes the default, its haiku model the route for background work.
 */
export const readCcSwitch: ReadDraft = (source, reading) => {
  const { account } = reading;
  const draft = emptyDraft();
  const fields = fieldsOf(source);
  for (const { app, read } of apps) {
    const section = fieldsOf(fields[app]);
    const current = textOf(section['current']);
    const found = listOf(section['providers']).flatMap((entry, index) => {
      const path: ConfigPath = [app, 'providers', index];
      const own = fieldsOf(entry);
      const one = read(own, path, reading);
      if (one === undefined) return [];
      for (const name of shown)
        if (!isEmpty(own[name])) account.lose([...path, name], 'it only shows in the windows of cc-switch');
      for (const name of ['id', 'name'])
        account.carry([...path, name], `providers.${one.provider.id}`, 'the id of the provider');
      draft.providers.push(one.provider);
      return [{ ...one, id: textOf(own['id']), isQueued: own['inFailoverQueue'] === true, path }];
    });
    const chosen = found.find(({ id }) => id !== undefined && id === current);
    if (chosen) readCurrent(chosen, found, [app, 'current'], draft, reading);
    else if (current !== undefined)
      account.lose([app, 'current'], 'the current provider did not come over', 'set routes.default by hand');
  }
  for (const name of ['mcp', 'prompts', 'skills', 'tables'])
    if (!isEmpty(fields[name])) account.lose([name], 'it is not about which model answers');
  for (const name of ['version', 'claude_common_config_snippet', 'common_config_snippets'])
    if (!isEmpty(fields[name])) account.lose([name], 'it is about the files of cc-switch or of its clients');
  account.settle(source, 'Signalbox has no such setting');
  return draft;
};

interface Member extends Found {
  id: string | undefined;
  isQueued: boolean;
  path: ConfigPath;
}

/** The current provider leads: its models become routes, with those that wait in the queue behind the main one. */
function readCurrent(
  { roles, provider }: Member,
  all: readonly Member[],
  path: ConfigPath,
  draft: Draft,
  reading: Reading,
): void {
  const { account } = reading;
  const isSet = (name: string) => draft.routes.some(({ route }) => route === name);
  const main = roles.main ?? roles.sonnet ?? roles.opus ?? roles.haiku;
  if (main === undefined)
    return account.lose(
      path,
      `the provider "${provider.id}" names no model`,
      `set routes.default to ${provider.id}/MODEL`,
    );
  if (isSet('default'))
    return account.lose(
      path,
      'the default leads to the current provider of another client',
      `clients ask for ${main.use}`,
    );
  account.speak(path);
  draft.routes.push({ from: path, route: 'default', use: withQueue(main.use, all, draft, reading) });
  for (const [role, route] of [
    ['haiku', 'background'],
    ['subagent', 'subagent'],
  ] as const) {
    const found = roles[role];
    if (found) draft.routes.push({ from: found.from, route, use: found.use });
  }
  for (const tier of ['opus', 'sonnet'] as const) {
    const found = roles[tier];
    if (found && found.use !== main.use)
      addPattern(tierPatterns[tier], found.use, found.from, draft, reading);
  }
}

function withQueue(use: string, all: readonly Member[], draft: Draft, { account, names }: Reading): string {
  const queue = all.filter(({ isQueued }) => isQueued);
  const name = queue.length > 1 ? names.model('cc-switch') : undefined;
  for (const { path, roles } of queue) {
    if (name === undefined || roles.main === undefined)
      account.lose(
        [...path, 'inFailoverQueue'],
        'there is nothing to fall back to, or no model that could be asked',
      );
    else
      account.carry(
        [...path, 'inFailoverQueue'],
        `models["${name}"].targets`,
        'asked where the ones before fail',
      );
  }
  if (name === undefined) return use;
  draft.models.set(name, {
    targets: [...new Set([use, ...queue.flatMap(({ roles }) => roles.main?.use ?? [])])],
  });
  return name;
}
