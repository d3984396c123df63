import type { ModelEntry } from '../../../src-main/contract/config.ts';
import { createPlural } from '../plural.ts';

const plural = createPlural('en');

const strategies: Record<ModelEntry['strategy'], { name: string; about: string }> = {
  priority: {
    name: 'In order',
    about: 'The first target gets everything; the next ones take over when it fails.',
  },
  'round-robin': { name: 'In turn', about: 'Each target in turn; the others take over when one fails.' },
  weighted: { name: 'By weight', about: 'Spread by the weights; the others take over when one fails.' },
};

/** Names and patterns in the settings. */
export const settingsModels = {
  strategies,
  about:
    'A name stands for one or more models of your providers. Routes, rules and clients can use it, and you change in one place what it leads to.',
  add: 'Add a name',
  names: 'Names of your own',
  patterns: 'Patterns',
  noNames: {
    title: 'No names yet',
    text: 'Such as “smart”: a strong model first, another one for when it fails.',
  },
  noPatterns: {
    title: 'No patterns yet',
    text: 'A name with * catches what clients ask for: claude-haiku-* sends every haiku to a model of your choice, where no route says otherwise. The first one that fits counts.',
  },
  usedBy: (count: number) => plural(count, { one: 'used in # place', other: 'used in # places' }),
  isName: 'As clients, routes and rules call it. With * it is a pattern.',
  isPattern: (name: string) =>
    `A pattern: it catches every model that a client asks for and that fits ${name}, where no route says otherwise.`,
  chooseTarget: 'Choose its model',
  firstTargetOf: (name: string) => `Where ${name} leads`,
  added: (name: string, target: string) => `${name} leads to ${target} now`,
  targetsOf: (name: string) => `Targets of ${name}`,
  addTarget: 'Add a target',
  addTargetTo: (name: string) => `Add a target to ${name}`,
  targetAdded: (name: string, target: string) => `${name} leads to ${target} too now`,
  targetRemoved: (name: string, target: string) => `${name} does not lead to ${target} any more`,
  patternOrder: 'They are asked from the top: the first one that fits counts.',
  patternMoved: (name: string) => `${name} is asked in another place now`,
  reordered: (name: string) => `The targets of ${name} are in another order now`,
  strategyOf: (name: string) => `How the targets of ${name} share the work`,
  strategyIs: (name: string, strategy: string) =>
    `The targets of ${name} take requests: ${strategy.toLowerCase()}`,
  weightOf: (target: string) => `Weight of ${target}`,
  weightIs: (target: string, weight: number) => `${target} has the weight ${weight} now`,
  rename: 'Rename',
  renameNamed: (name: string) => `Rename ${name}`,
  renamed: (from: string, to: string) => `${from} is called ${to} now`,
  follow: (count: number) =>
    plural(count, { one: '# place that uses it follows.', other: '# places that use it follow.' }),
  deleteNamed: (name: string) => `Delete ${name}`,
  deleteUnused: 'Nothing refers to it. Clients that ask for it are routed as for any other name.',
  deleteUses: 'These refer to it, and would change with it:',
  deleted: (name: string) => `${name} is deleted`,
};
