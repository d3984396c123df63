import type { HostState, NotificationKind } from '../../../../src-main/contract/host.ts';

const kinds: Record<NotificationKind, string> = {
  budget: 'A budget is nearly spent, or spent',
  credits: 'A client comes near its limit, or reaches it',
  ledger: 'The ledger was damaged',
  'key-refused': 'A provider refuses a key',
  'breaker-open': 'A provider is left alone after failures',
  'breaker-closed': 'A provider answers again',
  update: 'An update is ready',
};

const updateStates: Record<HostState['update']['state'], string> = {
  off: 'only an installed app looks for updates',
  idle: 'not looked for yet',
  checking: 'looking',
  current: 'this is the newest version',
  downloading: 'downloading',
  ready: 'ready at the next start:',
  failed: 'could not be looked for',
};

/** What is nowhere else. */
export const general = {
  language: {
    title: 'Language',
    label: 'Language of these pages',
    system: 'As the system',
    hint: 'In force at once.',
  },
  desktop: {
    title: 'Desktop',
    startAtLogin: 'Start at login',
    notifications: 'Notifications',
    kinds,
    updatesElsewhere: 'This build does not update itself: update it the way it was installed.',
    channel: 'Updates',
    channelHint: 'Which versions are offered.',
    channels: { latest: 'Finished versions', beta: 'Beta versions, too' },
    check: 'Look for an update',
    updateStates,
  },
  server: {
    title: 'Server',
    host: 'Host',
    hostHint: 'Only programs of this machine can come here.',
    openHint:
      'Other machines can come here, too: keep the token required, and do not do this in a network you do not trust.',
    port: 'Port',
    portHint: '0 takes a free one.',
    restart: 'Takes effect at the next start. Clients need the new address, then.',
    saved: 'Saved for the next start',
    token: 'Clients must show a token',
    tokenHint: 'Without it every program that reaches this address can use your keys.',
    tokenOn: 'A token is required now',
    tokenOff: 'No token is required now',
  },
  history: {
    title: 'History and prices',
    retention: 'Days for which requests are kept',
    retentionHint: 'Empty for ever. Older rows are deleted; the sums of their days stay.',
    saved: 'In force from now on',
    prices: 'Renew the price list daily',
    pricesHint: 'Asks the price list’s own source once a day; nothing about you is sent.',
    pricesOn: 'Prices are renewed daily now',
    pricesOff: 'Prices stay as they came with this version',
  },
};

/** Which Signalbox this is. */
export const about = {
  version: 'Version',
  address: 'Address',
  dataDir: 'Data folder',
  keeps:
    'In the data folder are config.json, usage.db and the logs. Keys and tokens are in the system’s keychain, never in files.',
  licence: 'Signalbox is free software under the MIT licence; the libraries in it keep their own.',
  docs: 'The guides are in the folder docs of the project: providers, routing, prices, clients, migration and the reference of config.json and of every operation.',
};
