import { KeychainUnavailableError, type SecretStore } from '../../src-main/core/secrets/secret-store.ts';

/** The keychain of a machine that has none: every call fails as the real one does there. */
export const noKeyring: SecretStore = {
  get: () => Promise.reject(new KeychainUnavailableError('there is none')),
  set: () => Promise.reject(new KeychainUnavailableError('there is none')),
  remove: () => Promise.reject(new KeychainUnavailableError('there is none')),
};
