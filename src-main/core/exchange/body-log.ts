import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bodies } from '../../contract/requests.ts';
import type { Mask } from '../secrets/mask.ts';

/** Keeps one exchange's bodies. */
interface BodyRecord {
  /** Takes bytes as they leave for the client. */
  response(bytes: Uint8Array | string): void;
  /** Writes what was kept, in the background; call it when the exchange is over. */
  close(): void;
}

/** Bodies of requests in files of their own, where the user switched that on. */
export interface BodyLog {
  /** Begins to keep an exchange's bodies; undefined while that is switched off. */
  open(id: string, request: Buffer): BodyRecord | undefined;
  /** The bodies of a request; null where none were kept. */
  read(id: string): Promise<Bodies | null>;
  /** Resolves once everything is written. */
  idle(): Promise<void>;
}

export interface BodyLogOptions {
  /** `logs/bodies` in the data folder; made when first needed. */
  folder: string;
  isOn: () => boolean;
  mask: Pick<Mask, 'text'>;
  onError: (error: unknown) => void;
  /** Files that are kept, the newest; 500 where absent. */
  most?: number;
}

/** Of each body. */
const mostBytes = 2 * 1024 * 1024;
/** Files written between two looks at how many there are. */
const pruneEvery = 20;

/** Makes the log; a body is kept up to 2 MB, and never unmasked. */
export function createBodyLog({ folder, isOn, mask, onError, most = 500 }: BodyLogOptions): BodyLog {
  const writing = new Set<Promise<void>>();
  let written = 0;

  async function write(id: string, bodies: Bodies): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(fileOf(id), JSON.stringify(bodies), { mode: 0o600 });
    written += 1;
    if (written % pruneEvery === 0) await prune();
  }

  async function prune(): Promise<void> {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
    if (names.length <= most) return;
    const files = await Promise.all(
      names.map(async (name) => ({ name, atMs: (await stat(join(folder, name))).mtimeMs })),
    );
    const oldest = files.sort((one, other) => one.atMs - other.atMs).slice(0, files.length - most);
    await Promise.all(oldest.map(async ({ name }) => rm(join(folder, name), { force: true })));
  }

  return {
    open(id, request) {
      if (!isOn()) return undefined;
      const chunks: Buffer[] = [];
      let kept = 0;
      let isCut = request.length > mostBytes;
      return {
        response(bytes) {
          const room = mostBytes - kept;
          const chunk = Buffer.from(bytes);
          isCut ||= chunk.length > room;
          if (room <= 0) return;
          chunks.push(chunk.subarray(0, room));
          kept += Math.min(room, chunk.length);
        },
        close() {
          const bodies = {
            request: mask.text(request.subarray(0, mostBytes).toString()),
            response: mask.text(Buffer.concat(chunks).toString()),
            isCut,
          };
          const work = write(id, bodies).catch(onError);
          writing.add(work);
          void work.finally(() => writing.delete(work));
        },
      };
    },
    async read(id) {
      if (!/^req_[0-9a-f]{32}$/.test(id)) return null;
      // A request that is over a moment ago may still be on its way to the disk.
      await Promise.all(writing);
      try {
        const bodies: Bodies = JSON.parse(await readFile(fileOf(id), 'utf8'));
        return bodies;
      } catch {
        // Not kept, or no longer.
        return null;
      }
    },
    async idle() {
      await Promise.all(writing);
    },
  };

  function fileOf(id: string): string {
    return join(folder, `${id}.json`);
  }
}
