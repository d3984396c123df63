import { RE2JS } from 're2js';
import type { Config } from '../../contract/config.ts';
import { certificateProblem } from './certificate-file.ts';
import { checkTransforms } from './check-transforms.ts';
import { checkBudgets } from './check-budgets.ts';
import { checkProviders, type FindPreset } from './check-providers.ts';
import { parseReference } from '../secrets/references.ts';
import type { ValueProblem } from './schema-problems.ts';

/** Finds what the schema cannot see: names that point nowhere, ids that stand twice, settings that are unsafe together. */
export function checkConfig(config: Config, findPreset: FindPreset): ValueProblem[] {
  return [
    ...checkServer(config),
    ...repeatedIds(config, 'providers'),
    ...repeatedIds(config, 'clients'),
    ...checkProviders(config, findPreset),
    ...checkCertificates(config),
    ...checkTransforms(config),
    ...checkReferences(config),
    ...checkModels(config),
    ...checkUses(config),
    ...checkPrompts(config),
    ...checkBudgets(config),
  ];
}

function checkServer({ server }: Config): ValueProblem[] {
  if (server.requireToken || isLoopback(server.host)) return [];
  const message = `with requireToken false the host must be this machine alone (127.0.0.1, ::1, localhost), not ${server.host}: others could spend your keys`;
  return [{ path: ['server', 'requireToken'], message }];
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function repeatedIds(config: Config, list: 'providers' | 'clients'): ValueProblem[] {
  const ids = config[list].map(({ id }) => id);
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index ? [] : [{ path: [list, index, 'id'], message: `the id "${id}" stands twice` }],
  );
}

function checkCertificates({ providers }: Config): ValueProblem[] {
  return providers.flatMap(({ tls: { caFile } }, index): ValueProblem[] => {
    const message = caFile === null ? undefined : certificateProblem(caFile);
    return message === undefined ? [] : [{ path: ['providers', index, 'tls', 'caFile'], message }];
  });
}

function checkReferences({ providers, clients }: Config): ValueProblem[] {
  const references = [
    ...providers.flatMap(({ keys = [] }, index) =>
      keys.map((text, position) => ({ path: ['providers', index, 'keys', position], text })),
    ),
    ...clients.map(({ token }, index) => ({ path: ['clients', index, 'token'], text: token })),
  ];
  return references.flatMap(({ path, text }) =>
    parseReference(text)?.name === '' ? [{ path, message: `the name is missing: ${text}NAME` }] : [],
  );
}

function checkModels({ providers, models }: Config): ValueProblem[] {
  return Object.entries(models).flatMap(([name, { targets }]) =>
    targets.flatMap((entry, index) => {
      const message = targetProblem(typeof entry === 'string' ? entry : entry.target, providers);
      return message === undefined ? [] : [{ path: ['models', name, 'targets', index], message }];
    }),
  );
}

function checkUses({ providers, models, routes, rules, budgets }: Config): ValueProblem[] {
  const { longContext, ...others } = routes;
  const uses = [
    ...Object.entries(others).map(([route, use]) => ({ path: ['routes', route], use })),
    { path: ['routes', 'longContext', 'use'], use: longContext?.use ?? null },
    ...rules.map(({ use }, index) => ({ path: ['rules', index, 'use'], use })),
    ...budgets.map(({ atLimit }, index) => ({
      path: ['budgets', index, 'then', 'use'],
      use: typeof atLimit === 'object' ? atLimit.use : null,
    })),
  ];
  return uses.flatMap(({ path, use }): ValueProblem[] => {
    const message = use === null ? undefined : useProblem(use, models, providers);
    return message === undefined ? [] : [{ path, message }];
  });
}

function useProblem(
  use: string,
  models: Config['models'],
  providers: Config['providers'],
): string | undefined {
  if (!Object.hasOwn(models, use)) return targetProblem(use, providers);
  return use.includes('*')
    ? `"${use}" is a pattern: name one model, or a target as provider/model`
    : undefined;
}

function checkPrompts({ rules }: Config): ValueProblem[] {
  return rules.flatMap(({ when: { prompt } }, index) => {
    if (prompt === undefined) return [];
    try {
      RE2JS.compile(prompt);
      return [];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return [
        {
          path: ['rules', index, 'when', 'prompt'],
          message: `this is not a regular expression of RE2: ${reason}`,
        },
      ];
    }
  });
}

/** What is wrong with a text as provider/model, if anything. */
function targetProblem(target: string, providers: Config['providers']): string | undefined {
  const [, id, model] = /^([^/]*)\/(.*)$/s.exec(target) ?? [];
  if (id === undefined)
    return `"${target}" is not in models: add it there, or give a target as provider/model`;
  if (model === '') return `"${target}" lacks the model: give a target as provider/model`;
  if (providers.some((provider) => provider.id === id)) return undefined;
  return `there is no provider "${id}" for "${target}"; known: ${providers.map((provider) => provider.id).join(', ')}`;
}
