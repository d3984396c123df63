import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ImportError } from './import-error.ts';
import { parseSource } from './parse-source.ts';
import { usualPlaces, type Place } from './places.ts';
import { databaseMagic, readDatabase } from './read-database.ts';

type Machine = Parameters<typeof usualPlaces>[0];

/** Longer than any config that a person wrote. */
const mostBytes = 4 * 1024 * 1024;

/** The configs that are in their usual places. */
export async function findSources(machine: Machine): Promise<Place[]> {
  const found = await Promise.all(
    usualPlaces(machine).map(async (place) => ((await isThere(place)) ? [place] : [])),
  );
  return found.flat();
}

async function isThere({ path, holds }: Place): Promise<boolean> {
  try {
    const { text } = await readBytes(path);
    return text !== '' && (holds === undefined || holds.test(text));
  } catch {
    // Not there, or not ours to read.
    return false;
  }
}

/** Reads and parses a file of this machine, `~` being the home folder. Throws {@link ImportError}. */
export async function readSourceFile(path: string, machine: Machine): Promise<unknown> {
  const expanded = /^~(?=[/\\]|$)/.test(path) ? machine.home + path.slice(1) : path;
  const file = resolve(machine.workingFolder, expanded);
  const { text, isWhole } = await readBytes(file).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new ImportError(file, `it cannot be read${code}`);
  });
  if (text.startsWith(databaseMagic)) return readDatabase(file);
  if (!isWhole)
    throw new ImportError(file, `it is larger than ${mostBytes / 1024 / 1024} MB, so it is no config`);
  return parseSource(text, file);
}

/** Never more than a config may be, whatever the file is. */
async function readBytes(file: string): Promise<{ text: string; isWhole: boolean }> {
  const handle = await open(file);
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new ImportError(file, 'it is not a file');
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(stat.size, mostBytes)), 0, null, 0);
    return { text: buffer.toString('utf8', 0, bytesRead), isWhole: stat.size <= mostBytes };
  } finally {
    await handle.close();
  }
}
