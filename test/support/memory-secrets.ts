import type { SecretStore } from '../../src-main/core/secrets/secret-store.ts';

/** A keychain that lives as long as the test. */
export function memorySecrets(
  values: Record<string, string> = {},
): SecretStore & { values: Map<string, string> } {
  const kept = new Map(Object.entries(values));
  return {
    values: kept,
    get: async (name) => kept.get(name),
    set: async (name, value) => {
      kept.set(name, value);
    },
    remove: async (name) => kept.delete(name),
  };
}
