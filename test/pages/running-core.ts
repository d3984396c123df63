import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore } from '../../src-main/core/index.ts';

const tokens = { SIGNALBOX_TOKEN: 'token-of-the-client', SIGNALBOX_ADMIN_TOKEN: 'token-of-the-pages' };

/** The real core with the built pages, on a port of its own that outlives a stop. */
export interface RunningCore extends AsyncDisposable {
  address: string;
  /** The address that leaves the cookie. */
  signInAddress: string;
  configFile: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Asks for an answer as Claude Code does, and waits until it is whole. */
  ask(model: string): Promise<Response>;
}

/** Starts a core in a data folder of its own; without a config it is as after the very first start. */
export async function startCore(config?: object): Promise<RunningCore> {
  const dataDir = await mkdtemp(join(tmpdir(), 'signalbox-pages-'));
  const configFile = join(dataDir, 'config.json');
  if (config) await writeFile(configFile, JSON.stringify(config), { mode: 0o600 });

  const create = (port: number) =>
    createCore({ dataDir, env: tokens, overrides: { port }, pagesDir: 'out/renderer', onNotice: () => {} });
  let core = create(0);
  const { address } = await core.start();

  return {
    address,
    signInAddress: `${address}/?token=${tokens.SIGNALBOX_ADMIN_TOKEN}`,
    configFile,
    async start() {
      core = create(Number(new URL(address).port));
      await core.start();
    },
    stop: () => core.stop(),
    ask: (model) =>
      fetch(`${address}/v1/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.SIGNALBOX_TOKEN}` },
        body: JSON.stringify({ model, max_tokens: 100, messages: [{ role: 'user', content: 'Say hi.' }] }),
      }),
    async [Symbol.asyncDispose]() {
      await core.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
