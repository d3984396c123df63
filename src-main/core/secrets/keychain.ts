import type { AsyncEntry } from 'keytar';
import { KeychainUnavailableError, type SecretStore } from './secret-store.ts';
import { sessionBusAnswers } from './session-bus.ts';

export interface KeychainOptions {
  /** What the entries are filed under. */
  service?: string;
  /** How long a call may take; long enough for a person to answer the dialog that unlocks the keychain. */
  timeoutMs?: number;
}

/**
 * The system's keychain: Keychain, Credential Manager, or the Secret Service and nothing else. The library's keytar
 * functions would take the kernel's keyring where there is no Secret Service, and lose every key at the next boot; only
 * its entries can be pinned. It is loaded at the first call, so that a machine without it still starts.
 */
export function createKeychain({
  service = 'signalbox',
  timeoutMs = 30_000,
}: KeychainOptions = {}): SecretStore {
  // One call at a time: a call that hangs occupies one of the few threads that all file access shares.
  let turn: Promise<unknown> = Promise.resolve();

  const call = <Value>(name: string, work: (entry: AsyncEntry) => Promise<Value>): Promise<Value> => {
    const deadline = AbortSignal.timeout(timeoutMs);
    const running = turn.then(async () => {
      deadline.throwIfAborted();
      return work(await openEntry(service, name, timeoutMs));
    });
    turn = running.catch(() => undefined);
    return Promise.race([running, expiry(deadline, timeoutMs)]).catch((error: unknown) => {
      throw error instanceof KeychainUnavailableError ? error : unavailable(error);
    });
  };

  return {
    get: async (name) => (await call(name, (entry) => entry.getPassword())) ?? undefined,
    set: (name, value) => call(name, (entry) => entry.setPassword(value)),
    remove: (name) => call(name, (entry) => entry.deletePassword()),
  };
}

async function openEntry(service: string, name: string, timeoutMs: number): Promise<AsyncEntry> {
  const isAlive =
    process.platform !== 'linux' || (await sessionBusAnswers(process.env, Math.min(timeoutMs, 2_000)));
  if (!isAlive) throw new KeychainUnavailableError('the D-Bus of this session does not answer');
  const keytar = await import('keytar');
  return new keytar.AsyncEntry(service, name, { linux: { store: 'secret-service' } });
}

function expiry(deadline: AbortSignal, timeoutMs: number): Promise<never> {
  return new Promise((_resolve, reject) => {
    deadline.addEventListener('abort', () =>
      reject(new KeychainUnavailableError(`it did not answer within ${timeoutMs / 1000} s`)),
    );
  });
}

function unavailable(cause: unknown): KeychainUnavailableError {
  return new KeychainUnavailableError(cause instanceof Error ? cause.message : String(cause), { cause });
}
