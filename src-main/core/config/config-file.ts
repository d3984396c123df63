import { constants } from 'node:fs';
import { access, chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { ConfigError } from './config-error.ts';

const ownerOnly = 0o600;

/** Makes the folder and the file where they are missing, both for their owner alone, and says whether it made the file; throws {@link ConfigError}. */
export async function prepareFile(file: string, firstText: string): Promise<boolean> {
  const folder = dirname(file);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw refused(
      folder,
      'cannot be used as the data folder: make it writable, or choose another one with --data-dir',
      error,
    );
  }
  try {
    await writeFile(file, firstText, { mode: ownerOnly, flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST'))
      throw refused(file, 'cannot be made', error);
    await closeToOthers(file);
    return false;
  }
}

/** The file's text, without the byte order mark that some editors begin it with; throws {@link ConfigError}. */
export async function readText(file: string): Promise<string> {
  try {
    return new TextDecoder().decode(await readFile(file));
  } catch (error) {
    throw refused(file, 'cannot be read', error);
  }
}

/** Replaces the whole file at once, so that nobody ever reads half of it; throws {@link ConfigError}. */
export async function writeText(file: string, text: string): Promise<void> {
  try {
    await writeFileAtomic(file, text, { mode: ownerOnly });
  } catch (error) {
    throw refused(file, 'cannot be written', error);
  }
}

async function closeToOthers(file: string): Promise<void> {
  const { mode } = await stat(file);
  // A mount that takes no change of mode still serves: the file's owner has decided.
  if ((mode & 0o077) !== 0) await chmod(file, ownerOnly).catch(() => undefined);
}

function refused(file: string, what: string, cause: unknown): ConfigError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ConfigError(file, [{ path: '', message: `${what} (${reason})` }], { cause });
}
