/** Errors that tell the user what to mend before the next start; anything else is a bug of ours. */
const namesOfTheUsersOwn = new Set([
  'ConfigError',
  'PortTakenError',
  'LedgerError',
  'FlagError',
  'DataFolderError',
]);

/** What to print and which code to exit with when the core could not start: 2 for what the user can mend, else 1. */
export function startFailure(error: unknown): { message: string; exitCode: 1 | 2 } {
  if (!(error instanceof Error)) return { message: String(error), exitCode: 1 };
  if (namesOfTheUsersOwn.has(error.name)) return { message: error.message, exitCode: 2 };
  return { message: error.stack ?? error.message, exitCode: 1 };
}
