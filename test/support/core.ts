import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OperationOutput, OperationName } from '../../src-main/contract/operations.ts';
import type { RequestRow } from '../../src-main/contract/requests.ts';
import type { AccessTokens } from '../../src-main/core/access-tokens.ts';
import { createCore, type Core, type CoreOptions } from '../../src-main/core/index.ts';
import { openLedger } from '../../src-main/core/ledger/ledger.ts';
import { memorySecrets } from './memory-secrets.ts';

/** The token of the first client in every test. */
export const clientToken = 'client-token-of-the-test';
/** The token of pages and operations in every test. */
export const adminToken = 'admin-token-of-the-test';

/** A core that listens on a free port, with a folder of its own. */
export interface TestCore extends AsyncDisposable {
  address: string;
  dataDir: string;
  notices: string[];
  /** The core as its starter holds it. */
  core: Core;
  /** The tokens that the core told at its start. */
  tokens: AccessTokens;
  /** `POST /v1/messages` with the client's token. */
  send(
    body: unknown,
    init?: { headers?: Record<string, string>; query?: string; signal?: AbortSignal },
  ): Promise<Response>;
  /** `POST /v1/chat/completions` with the client's token. */
  chat(body: object, signal?: AbortSignal): Promise<Response>;
  /** An operation with the admin token. */
  call<Name extends OperationName>(name: Name, input?: unknown): Promise<OperationOutput<Name>>;
  /** The newest rows of the ledger, newest first. */
  rows(): Promise<RequestRow[]>;
  log(): Promise<string>;
  /** Stops the core and leaves its folder. */
  stop(): Promise<void>;
  /** The rows of a core that was stopped. */
  ledger(): RequestRow[];
}

type Extra = Partial<Omit<CoreOptions, 'dataDir'>>;

/** Starts a core on a config, or on none at all, as a first start does. */
export async function startTestCore(config: object | undefined, extra: Extra = {}): Promise<TestCore> {
  const dataDir = await mkdtemp(join(tmpdir(), 'signalbox-core-'));
  if (config !== undefined) await writeFile(join(dataDir, 'config.json'), JSON.stringify(config));
  const notices: string[] = [];
  const core = createCore({
    dataDir,
    secrets: memorySecrets(),
    overrides: { port: '0' },
    onNotice: (line) => notices.push(line),
    ...extra,
    env: { SIGNALBOX_TOKEN: clientToken, SIGNALBOX_ADMIN_TOKEN: adminToken, ...extra.env },
  });
  const { address, tokens } = await core.start();

  async function call<Name extends OperationName>(
    name: Name,
    input: unknown = {},
  ): Promise<OperationOutput<Name>> {
    const response = await fetch(`${address}/api/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    return (await response.json()) as OperationOutput<Name>;
  }

  return {
    address,
    dataDir,
    notices,
    core,
    tokens,
    call,
    send: async (body, { headers = {}, query = '', signal } = {}) =>
      fetch(`${address}/v1/messages${query}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${clientToken}`,
          'content-type': 'application/json',
          'anthropic-version': '2023-06-01',
          ...headers,
        },
        body:
          typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
        ...(signal === undefined ? {} : { signal }),
      }),
    chat: async (body, signal) =>
      fetch(`${address}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${clientToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        ...(signal === undefined ? {} : { signal }),
      }),
    rows: async () => (await call('requests.list')).requests,
    log: async () => readFile(join(dataDir, 'logs', 'signalbox.log'), 'utf8'),
    stop: async () => core.stop(),
    ledger: () => {
      const ledger = openLedger(dataDir);
      const rows = ledger.list({ limit: 10_000 });
      ledger.close();
      return rows;
    },
    async [Symbol.asyncDispose]() {
      await core.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A request of a few words. */
export function ask(model: string, more: object = {}): object {
  return { model, max_tokens: 100, messages: [{ role: 'user', content: 'hello' }], ...more };
}
