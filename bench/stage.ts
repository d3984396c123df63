import { fork, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..');

/** The token of the client in every benchmark. */
export const token = 'bench-token';

/** The built router and an upstream, a process each. */
export interface Stage {
  /** The upstream itself. */
  direct: string;
  /** The router, whose providers `relayed`, `translated` and `steady` are that upstream. */
  origin: string;
  end(): void;
}

/** Starts both on free ports, with a folder of their own. */
export async function startStage(): Promise<Stage> {
  const upstream = fork(join(root, 'bench/upstream.ts'));
  const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  let router: ChildProcess | undefined;
  const end = (): void => {
    router?.kill();
    upstream.kill();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const { port } = await new Promise<AddressInfo>((resolve) =>
      upstream.once('message', (address) => resolve(address as AddressInfo)),
    );
    const direct = `http://127.0.0.1:${port}`;
    router = startRouter(direct, dataDir);
    return { direct, origin: await ready(router), end };
  } catch (error) {
    end();
    throw error;
  }
}

function startRouter(upstreamUrl: string, dataDir: string): ChildProcess {
  const config = {
    providers: [
      { id: 'relayed', wire: 'anthropic', baseUrl: upstreamUrl },
      { id: 'translated', wire: 'openai-chat', baseUrl: upstreamUrl },
      { id: 'steady', wire: 'anthropic', baseUrl: `${upstreamUrl}/steady` },
    ],
    routes: { default: 'relayed/bench' },
  };
  writeFileSync(join(dataDir, 'config.json'), JSON.stringify(config));
  return spawn(process.execPath, [join(root, 'out/main/headless.js'), '--data-dir', dataDir, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, SIGNALBOX_TOKEN: token, SIGNALBOX_ADMIN_TOKEN: 'bench-admin' },
  });
}

async function ready(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the router has no stdout');
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^Signalbox is listening on (\S+)/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('the router ended before it was ready');
}
