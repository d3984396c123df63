import type { ClientCredits } from '../../../../src-main/contract/credits.ts';

const states: Record<ClientCredits['state'], string> = {
  ok: 'may spend',
  warn: 'nearly spent',
  refused: 'limit reached',
};

/** Who may use Signalbox. */
export const clients = {
  add: 'Add a client',
  create: 'Create',
  none: 'No clients',
  noneHint: 'Each program that comes here shows a token of its own. Without a client none may.',
  form: 'Client',
  fields: {
    id: 'Id',
    name: 'Name',
    token: 'Where the token is',
    requestsPerMinute: 'Requests per minute',
    limitUsd: 'Limit in US dollars',
    markupPercent: 'Markup in percent',
  },
  hints: {
    id: 'a-z, 0-9 and -; the ledger knows it by this.',
    name: 'As these pages call it.',
    token: 'keychain:NAME, which is made for you, or env:NAME for a variable of the environment.',
    requestsPerMinute: 'Empty for as many as it likes.',
    limitUsd: 'How far below zero its balance may go: 0 is prepaid, empty is no limit.',
    markupPercent: 'Added to what a request costs.',
  },
  more: 'Where the token is kept',
  pace: (count: string) => `${count} requests per minute`,
  noPace: 'any number of requests',
  limit: (usd: string) => `limit ${usd}`,
  noLimit: 'no limit',
  markup: (percent: string) => `markup ${percent}`,
  tokenAt: 'Token:',
  balance: (usd: string) => `balance ${usd}`,
  states,
  rotate: 'New token',
  newToken: (name: string) => `New token for ${name}`,
  edit: (name: string) => `Edit ${name}`,
  delete: (name: string) => `Delete ${name}`,
  saved: (name: string) => `${name} may come now`,
  deleted: (name: string) => `${name} is no longer a client`,
  confirm: {
    delete: {
      title: (name: string) => `Delete ${name}?`,
      action: 'Delete',
      text: 'Programs that show its token are refused from now on, and the token is gone. Its requests and transactions stay in the ledger.',
    },
    rotate: {
      title: (name: string) => `Make a new token for ${name}?`,
      action: 'Make a new token',
      text: 'Programs that show the token of now are refused until they have the new one.',
    },
  },
  token: {
    label: (client: string) => `Token of ${client}`,
    title: (client: string) => `This is the token of ${client}. Copy it now.`,
    text: 'It is shown this once and cannot be read again; a new one can be made at any time.',
    done: 'I have it',
  },
};
