import { lstat, mkdir, readFile, readlink, rm, rmdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { RequestError } from '../../errors.ts';

const byteOrderMark = '\uFEFF';
const mostLinks = 40;

/** A settings file as it lies on the disk. */
export interface SettingsFile {
  path: string;
  /** Where the path leads to through symbolic links: what is written. */
  target: string;
  exists: boolean;
  /** Without the byte order mark. */
  text: string;
  hasByteOrderMark: boolean;
}

/** Reads a settings file; one that is not there is empty. Throws RequestError where it cannot be read. */
export async function readSettingsFile(path: string): Promise<SettingsFile> {
  try {
    const target = await targetOf(path);
    const text = await readFile(target, 'utf8').catch(missing);
    const hasByteOrderMark = text?.startsWith(byteOrderMark) ?? false;
    return {
      path,
      target,
      exists: text !== undefined,
      text: (hasByteOrderMark ? text?.slice(1) : text) ?? '',
      hasByteOrderMark,
    };
  } catch (error) {
    throw refused(path, 'cannot be read', error);
  }
}

/**
 * Replaces the file's text at once, keeping its mode and owner; a new one is for its owner alone, since it holds a
 * token. Answers the topmost folder that had to be made. Throws RequestError.
 */
export async function writeSettingsFile(file: SettingsFile, text: string): Promise<string | undefined> {
  try {
    const made = await mkdir(dirname(file.target), { recursive: true });
    const bytes = file.hasByteOrderMark ? byteOrderMark + text : text;
    await writeFileAtomic(file.target, bytes, file.exists ? {} : { mode: 0o600 });
    return made;
  } catch (error) {
    throw refused(file.path, 'cannot be written', error);
  }
}

/** Removes the file, and the folders up to `madeFolder` as far as they are empty. Throws RequestError. */
export async function removeSettingsFile(file: SettingsFile, madeFolder: string | undefined): Promise<void> {
  try {
    await rm(file.target, { force: true });
  } catch (error) {
    throw refused(file.path, 'cannot be removed', error);
  }
  if (madeFolder === undefined) return;
  for (let folder = dirname(file.target); folder.startsWith(madeFolder); folder = dirname(folder)) {
    try {
      await rmdir(folder);
    } catch {
      // Others have put something there: it is theirs now.
      return;
    }
  }
}

/** Follows links by hand: a link to a file that is not there yet has a target too. */
async function targetOf(path: string): Promise<string> {
  let target = resolve(path);
  for (let count = 0; count < mostLinks; count += 1) {
    const stats = await lstat(target).catch(missing);
    if (!stats?.isSymbolicLink()) return target;
    target = resolve(dirname(target), await readlink(target));
  }
  throw new Error('its symbolic links lead in a circle');
}

function missing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}

function refused(path: string, what: string, cause: unknown): RequestError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new RequestError('invalid-request', `${path} ${what} (${reason})`, { cause });
}
