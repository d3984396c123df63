import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { claudeAliases } from '../../../contract/claude-code.ts';
import { holdsSecret } from './shown.ts';
import type { Place } from './places.ts';

const before = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('absent') }),
  z.object({ kind: z.literal('value'), value: z.unknown() }),
  /** In the keychain, under this name. */
  z.object({ kind: z.literal('secret'), name: z.string() }),
]);
/** What stood at a place before our value. */
export type Before = z.infer<typeof before>;

const ours = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('value'), value: z.unknown() }),
  z.object({ kind: z.literal('digest'), sha256: z.string() }),
]);
/** The value that we put somewhere; a secret only as far as it can be recognised by. */
type Ours = z.infer<typeof ours>;

/** Of several values of ours one stands there: a change was under way. */
const held = z.object({ before, ours: z.array(ours).min(1) });
/** A place that we have set. */
export type Held = z.infer<typeof held>;

const entry = z.object({
  choices: z.object({
    mode: z.enum(['token', 'login']),
    aliases: z.partialRecord(z.enum(claudeAliases), z.string()),
    contextTokens: z.int().nullable(),
    statusLine: z.boolean(),
  }),
  places: z.record(z.string(), held),
  madeFile: z.boolean(),
  /** The topmost folder that did not exist before. */
  madeFolder: z.string().optional(),
  madeEnv: z.boolean(),
});
/** What we did to one settings file. */
export type Entry = z.infer<typeof entry>;

const recordShape = z.object({ version: z.literal(1), files: z.record(z.string(), entry) });

/** What we did to which settings file, kept in the data folder; holds no secret. */
export interface SetupRecord {
  read(settingsPath: string): Promise<Entry | undefined>;
  /** Undefined forgets the file. */
  write(settingsPath: string, entry: Entry | undefined): Promise<void>;
}

/** Opens the record of a data folder; one that cannot be read is none, and what is ours is then told by its values. */
export function openSetupRecord(dataDir: string): SetupRecord {
  const file = join(dataDir, 'claude-code-setup.json');
  const readAll = async (): Promise<Record<string, Entry>> => {
    const text = await readFile(file, 'utf8').catch(() => '');
    return recordShape.safeParse(parse(text)).data?.files ?? {};
  };

  return {
    async read(settingsPath) {
      const files = await readAll();
      return Object.hasOwn(files, settingsPath) ? files[settingsPath] : undefined;
    },
    async write(settingsPath, next) {
      const { [settingsPath]: _, ...others } = await readAll();
      const files = next === undefined ? others : { ...others, [settingsPath]: next };
      await writeFileAtomic(file, `${JSON.stringify({ version: 1, files }, null, 2)}\n`, { mode: 0o600 });
    },
  };
}

/** Our value as the record keeps it. */
export function asOurs(place: Place, value: unknown): Ours {
  return holdsSecret(place, value)
    ? { kind: 'digest', sha256: digest(String(value)) }
    : { kind: 'value', value };
}

/** Whether a value is one that we put there. */
export function isOurs({ ours: values }: Held, value: unknown): boolean {
  return values.some((kept) => {
    if (kept.kind === 'value') return isDeepStrictEqual(kept.value, value);
    return typeof value === 'string' && digest(value) === kept.sha256;
  });
}

/** The record while a settings file goes from one state to another: it knows the values of both. */
export function underWay(from: Entry | undefined, to: Entry): Entry {
  const places = { ...from?.places };
  for (const [name, next] of Object.entries(to.places)) {
    places[name] = { before: next.before, ours: [...next.ours, ...(places[name]?.ours ?? [])] };
  }
  return { ...to, places };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Cut short or written by hand: as good as none.
    return undefined;
  }
}
