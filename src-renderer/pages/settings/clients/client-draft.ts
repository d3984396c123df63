import type { ClientConfig } from '../../../../src-main/contract/config.ts';
import { readAmount } from '../../../amount.ts';

/** A client as it stands in its form. */
export interface ClientDraft {
  /** The id of the one that is edited; null for a new one. */
  editing: string | null;
  id: string;
  name: string;
  /** A reference; empty for the usual one in the keychain. */
  token: string;
  requestsPerMinute: string;
  limitUsd: string;
  markupPercent: string;
}

/** The form of a client; empty for a new one. */
export function draftOfClient(client?: ClientConfig): ClientDraft {
  return {
    editing: client?.id ?? null,
    id: client?.id ?? '',
    name: client?.name ?? '',
    token: client?.token ?? '',
    requestsPerMinute: client?.requestsPerMinute ? String(client.requestsPerMinute) : '',
    limitUsd: client?.limitUsd?.toString() ?? '',
    markupPercent: client?.markupPercent ? String(client.markupPercent) : '',
  };
}

/** The client that a form describes. */
export function clientOf(draft: ClientDraft): ClientConfig {
  const { id, name, requestsPerMinute, limitUsd, markupPercent } = draft;
  return {
    id: id.trim(),
    ...(name.trim() !== '' && { name: name.trim() }),
    token: tokenReference(draft),
    requestsPerMinute: readAmount(requestsPerMinute) ?? 0,
    limitUsd: readAmount(limitUsd),
    markupPercent: readAmount(markupPercent) ?? 0,
  };
}

/** Where the client's token is kept. */
export function tokenReference({ id, token }: Pick<ClientDraft, 'id' | 'token'>): string {
  return token.trim() || `keychain:client/${id.trim()}`;
}

/** The name of a reference into the keychain; undefined for any other. */
export function keychainName(reference: string): string | undefined {
  return /^keychain:(.+)$/.exec(reference)?.[1];
}
