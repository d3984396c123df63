import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Host } from '../../src-main/core/api/host.ts';
import type { OperationName, OperationOutput, OperationRequest } from '../../src-main/contract/operations.ts';
import { createCore } from '../../src-main/core/index.ts';
import { memorySecrets } from '../support/memory-secrets.ts';

const tokens = { SIGNALBOX_TOKEN: 'token-of-the-client', SIGNALBOX_ADMIN_TOKEN: 'token-of-the-pages' };

/** The real core with the built pages, on a port of its own that outlives a stop. */
export interface RunningCore extends AsyncDisposable {
  address: string;
  /** The address that leaves the cookie. */
  signInAddress: string;
  /** The popover's address, cookie and all. */
  popoverAddress: string;
  dataDir: string;
  configFile: string;
  /** What its keychain holds. */
  secrets: Map<string, string>;
  /** The home folder that it sees, empty at first. */
  home: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Asks for an answer as Claude Code does, and waits until it is whole. */
  ask(model: string, more?: object, headers?: Record<string, string>): Promise<Response>;
  /** An operation with the token of the pages; throws where it is refused. */
  call<Name extends OperationName>(name: Name, input: OperationRequest<Name>): Promise<OperationOutput<Name>>;
}

interface Surroundings {
  /** Over the tokens. */
  env?: Readonly<Record<string, string>>;
  /** What programs on this machine answer; nobody is there where absent. */
  askNearby?: (url: string) => Promise<unknown>;
  /** What surrounds the core; headless where absent. */
  host?: Host;
  /** Fills the data folder before the first start. */
  prepare?: (dataDir: string) => void | Promise<void>;
  /** What the keychain holds at first. */
  secrets?: Record<string, string>;
}

/** Starts a core in a data folder of its own; without a config it is as after the very first start. */
export async function startCore(
  config?: object,
  { env, askNearby = nobodyNearby, host, prepare, secrets: kept }: Surroundings = {},
): Promise<RunningCore> {
  const dataDir = await mkdtemp(join(tmpdir(), 'signalbox-pages-'));
  const configFile = join(dataDir, 'config.json');
  if (config) await writeFile(configFile, JSON.stringify(config, null, 2), { mode: 0o600 });
  await prepare?.(dataDir);
  const home = join(dataDir, 'home');
  await mkdir(home);

  const secrets = memorySecrets(kept);
  const create = (port: number) =>
    createCore({
      dataDir,
      env: { ...tokens, ...env },
      secrets,
      askNearby,
      home,
      statusLineCommand: 'signalbox statusline',
      ...(host && { host }),
      overrides: { port },
      pagesDir: 'out/renderer',
      onNotice: () => {},
    });
  let core = create(0);
  const { address } = await core.start();
  const signInAddress = `${address}/?token=${tokens.SIGNALBOX_ADMIN_TOKEN}`;

  return {
    address,
    signInAddress,
    popoverAddress: `${signInAddress}&view=popover`,
    dataDir,
    configFile,
    secrets: secrets.values,
    home,
    async start() {
      core = create(Number(new URL(address).port));
      await core.start();
    },
    stop: () => core.stop(),
    ask: (model, more = {}, headers = {}) =>
      fetch(`${address}/v1/messages`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${tokens.SIGNALBOX_TOKEN}`,
          ...headers,
        },
        body: JSON.stringify({
          model,
          max_tokens: 100,
          messages: [{ role: 'user', content: 'Say hi.' }],
          ...more,
        }),
      }),
    async call<Name extends OperationName>(name: Name, input: OperationRequest<Name>) {
      const response = await fetch(`${address}/api/${name}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${tokens.SIGNALBOX_ADMIN_TOKEN}`,
        },
        body: JSON.stringify(input),
      });
      if (!response.ok) throw new Error(await response.text());
      return (await response.json()) as OperationOutput<Name>;
    },
    async [Symbol.asyncDispose]() {
      await core.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function nobodyNearby(): Promise<never> {
  return Promise.reject(new Error('nobody is there'));
}
