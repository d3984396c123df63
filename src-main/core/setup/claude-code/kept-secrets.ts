import { createHash } from 'node:crypto';
import type { SecretStore } from '../../secrets/secret-store.ts';
import type { ResolvedStep, Step } from './plan.ts';
import type { Entry } from './record.ts';

/** What a secret that stood in a settings file is called in the keychain. */
export function secretName(settingsPath: string, place: string): string {
  return `claude-code-setup/${fileId(settingsPath)}/${place.replaceAll(/[^A-Za-z0-9._-]+/g, '-')}`;
}

/** A few characters that stand for a path in names. */
export function fileId(settingsPath: string): string {
  return createHash('sha256').update(settingsPath).digest('hex').slice(0, 12);
}

/** Puts what the keychain holds in place of its names; one that is no longer there takes the key away. */
export async function resolveSteps(
  steps: readonly Step[],
  secrets: Pick<SecretStore, 'get'>,
): Promise<ResolvedStep[]> {
  const resolved: ResolvedStep[] = [];
  for (const { place, to } of steps) {
    if (to.kind === 'secret') resolved.push({ place, value: readKept(await secrets.get(to.name)) });
    else resolved.push({ place, value: to.kind === 'value' ? to.value : undefined });
  }
  return resolved;
}

/** As it is kept: JSON, since nobody says that a settings file holds texts only. */
export function asKept(value: unknown): string {
  return JSON.stringify(value);
}

/** Removes from the keychain what an entry no longer needs. */
export async function forgetSecrets(
  before: Entry | undefined,
  after: Entry | undefined,
  secrets: Pick<SecretStore, 'remove'>,
): Promise<void> {
  const needed = new Set(namesIn(after));
  for (const name of namesIn(before)) {
    // One that stays behind lies where nobody reads it, and the change itself is done.
    if (!needed.has(name)) await secrets.remove(name).catch(() => false);
  }
}

function namesIn(entry: Entry | undefined): string[] {
  return Object.values(entry?.places ?? {}).flatMap(({ before }) =>
    before.kind === 'secret' ? [before.name] : [],
  );
}

function readKept(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Replaced by hand in the keychain: taken as it is.
    return text;
  }
}
