import { randomBytes } from 'node:crypto';
import type { ClientConfig } from '../contract/config.ts';
import { resolveReference } from './secrets/references.ts';
import type { SecretStore } from './secrets/secret-store.ts';

/** The tokens in force: who may use the gateway, and who the pages; `lasts` where one is the same after a restart. */
export interface AccessTokens {
  clients: { id: string; token: string; lasts: boolean }[];
  admin: string;
}

interface AccessTokenOptions {
  env: Readonly<Record<string, string | undefined>>;
  secrets: SecretStore;
  onNotice: (line: string) => void;
  /** Tokens by reference that could not be kept, and last as long as this map. */
  unkept: Map<string, string>;
}

/**
 * Reads the tokens of clients and pages, and makes those that are missing and keeps them where keys are kept. Where
 * there is no keychain the made ones last until the end of the process, and that is said.
 */
export async function readAccessTokens(
  clients: readonly ClientConfig[],
  options: AccessTokenOptions,
): Promise<AccessTokens> {
  const { env } = options;
  const read: AccessTokens['clients'] = [];
  for (const [position, client] of clients.entries()) {
    const fixed = position === 0 ? env['SIGNALBOX_TOKEN'] : undefined;
    const found =
      fixed === undefined
        ? await readOrMake(client.token, `client ${client.id}`, 'SIGNALBOX_TOKEN', options)
        : { token: fixed, lasts: true };
    if (found) read.push({ id: client.id, ...found });
  }
  const admin =
    env['SIGNALBOX_ADMIN_TOKEN'] ??
    (await readOrMake('keychain:admin', 'the pages', 'SIGNALBOX_ADMIN_TOKEN', options))?.token;
  return { clients: read, admin: admin ?? newToken() };
}

async function readOrMake(
  reference: string,
  whose: string,
  variable: string,
  { env, secrets, onNotice, unkept }: AccessTokenOptions,
): Promise<{ token: string; lasts: boolean } | undefined> {
  const name = reference.startsWith('keychain:') ? reference.slice('keychain:'.length) : undefined;
  try {
    const known = await resolveReference(reference, { secrets, env });
    if (known !== undefined) return { token: known, lasts: true };
    if (name === undefined) {
      onNotice(`the token of ${whose} is not set: ${reference} holds nothing`);
      return undefined;
    }
    const made = newToken();
    await secrets.set(name, made);
    return { token: made, lasts: true };
  } catch (error) {
    const before = unkept.get(reference);
    if (before !== undefined) return { token: before, lasts: false };
    const why = error instanceof Error ? error.message : String(error);
    onNotice(
      `the token of ${whose} could not be kept and changes with each start; set ${variable} to fix it (${why})`,
    );
    const made = newToken();
    unkept.set(reference, made);
    return { token: made, lasts: false };
  }
}

/** A token that nobody can guess, told apart from others by how it begins. */
export function newToken(): string {
  return `sbx-${randomBytes(24).toString('base64url')}`;
}
