/** Where secrets live by name; a name may hold slashes. Every call may throw {@link KeychainUnavailableError}. */
export interface SecretStore {
  /** Undefined where there is no such secret. */
  get(name: string): Promise<string | undefined>;
  set(name: string, value: string): Promise<void>;
  /** Whether there was one to remove. */
  remove(name: string): Promise<boolean>;
}

const instead = 'or name an environment variable instead: env:NAME';
const adviceFor: Partial<Record<NodeJS.Platform, string>> = {
  darwin: `unlock the login keychain and let Signalbox use it, ${instead}`,
  win32: `check that the Windows service "Credential Manager" runs, ${instead}`,
};
const secretServiceAdvice = `install and unlock a Secret Service (gnome-keyring, KWallet or KeePassXC) in this session, ${instead}`;

/** The system's keychain cannot be reached, is locked, or refused: the message says what to install or do. */
export class KeychainUnavailableError extends Error {
  override readonly name = 'KeychainUnavailableError';
  readonly code = 'keychain-unavailable';

  constructor(reason: string, options?: ErrorOptions) {
    super(
      `the keychain cannot be used (${reason}): ${adviceFor[process.platform] ?? secretServiceAdvice}`,
      options,
    );
  }
}
