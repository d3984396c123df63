import type { RouteName } from '../../../src-main/contract/config.ts';
import type { Status } from '../../../src-main/contract/operations.ts';
import { createPlural } from '../plural.ts';

const plural = createPlural('en');

const routes: Record<RouteName, { name: string; meaning: string }> = {
  default: { name: 'Default', meaning: 'whatever no other route takes' },
  think: { name: 'Think', meaning: 'plan mode, high effort' },
  background: { name: 'Background', meaning: 'titles, summaries and other chores' },
  webSearch: { name: 'Web search', meaning: 'searches in the web' },
  subagent: { name: 'Subagents', meaning: 'the work of subagents' },
  longContext: { name: 'Long context', meaning: 'input above a limit' },
  image: { name: 'Images', meaning: 'an image in the last turn' },
};

const providerStates: Record<Status['providers'][number]['state'], { word: string; meaning: string }> = {
  unknown: { word: 'not used yet', meaning: 'no request yet' },
  ok: { word: 'ok', meaning: 'answers' },
  failing: { word: 'failing', meaning: 'its last request failed' },
  open: { word: 'resting', meaning: 'left alone for a while after failures' },
  'no-key': { word: 'no key', meaning: 'its key is not there' },
};

/** What all pages share. */
export const common = {
  loading: 'Loading…',
  retry: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  undo: 'Undo',
  dismiss: 'Dismiss',
  notices: 'Notices',
  unknown: 'not known',
  copied: 'Copied',
  dashboard: 'Dashboard',
  settings: 'Settings',
  /** Of the core, in the header. */
  running: 'running',
  connecting: 'connecting',
  paused: 'paused',
  failed: 'Could not be loaded',
  pageFailed: 'This page met an error that it did not expect.',
  reload: 'Reload',
  routes,
  providerStates,
  naming: {
    label: 'Name',
    missing: 'A name is needed.',
    taken: (name: string) => `“${name}” is there already.`,
  },
  requests: (count: number) => plural(count, { one: '# request', other: '# requests' }),
  tokens: (count: string) => `${count} tokens`,
  above: (tokens: string) => `above ${tokens} tokens`,
  notSet: 'not set',
  outcome: {
    running: 'running',
    left: 'client left',
    finished: 'finished',
    failed: 'failed',
  },
  trouble: {
    unauthorized: {
      word: 'not signed in',
      title: 'This page needs its token.',
      text: 'Open the address with its token, as Signalbox printed it at its start: it ends in /?token=…',
    },
    unreachable: {
      word: 'not reachable',
      title: 'Signalbox does not answer.',
      text: 'It may have been stopped. This page keeps trying and goes on by itself once it is back.',
    },
    failing: { word: 'failing', title: 'Signalbox cannot tell its state.' },
    configRefused: 'The last change of config.json was refused; the one before it stays in force.',
    ledger: 'The ledger was damaged.',
  },
  picker: {
    title: (route: string) => `Model for ${route}`,
    search: 'Search, or type provider/model',
    unset: 'Not set',
    unsetMeaning: 'falls through to the next route that applies',
    takeTyped: (name: string) => `Use “${name}”`,
    current: 'in use',
    none: 'No model of that name is known.',
    more: (count: number) =>
      plural(count, { one: '# more: type to narrow them down', other: '# more: type to narrow them down' }),
    results: (count: number) => plural(count, { one: '# model', other: '# models' }),
    yours: 'Names of your own',
    change: (route: string, use: string) => `${route}: ${use}. Change`,
  },
  swapped: (route: string, use: string) => `${route} uses ${use} now`,
  unsetDone: (route: string) => `${route} is not set now`,
  ordered: {
    hint: 'Drag to move; with the keyboard, Alt and an arrow',
    up: (name: string) => `Move ${name} up`,
    down: (name: string) => `Move ${name} down`,
    remove: (name: string) => `Remove ${name}`,
    moved: (name: string, place: number, count: number) => `${name} is number ${place} of ${count} now`,
  },
  restored: 'Everything is back as it was',
  undone: (route: string) => `${route} is back as it was`,
};
