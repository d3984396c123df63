import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..');

/** The tokens of every benchmark. */
export const token = 'bench-token';
const adminToken = 'bench-admin';

/** The built router in a process of its own. */
export interface Router {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  adminToken: string;
  stop(): void;
}

/** Starts the built router with a config in a data folder of its own, and waits until it is ready. */
export async function startRouter(config: object): Promise<Router> {
  const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  writeFileSync(join(dataDir, 'config.json'), JSON.stringify(config));
  const child = spawn(
    process.execPath,
    [join(root, 'out/main/headless.js'), '--data-dir', dataDir, '--port', '0'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, SIGNALBOX_TOKEN: token, SIGNALBOX_ADMIN_TOKEN: adminToken },
    },
  );
  const stop = () => {
    child.kill();
    rmSync(dataDir, { recursive: true, force: true });
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const origin = /^Signalbox is listening on (\S+)/.exec(line)?.[1];
    if (origin !== undefined) return { origin, adminToken, stop };
  }
  stop();
  throw new Error('the router ended before it was ready');
}
