import { z } from 'zod';
import type { SecretStore } from '../core/secrets/secret-store.ts';
import { CommandError } from './command-error.ts';
import type { Where } from './command-line.ts';
import { readWrittenConfig } from './written-config.ts';

/** A running core, as the command line speaks to it. */
export interface CoreClient {
  /** Runs an operation; its answer is whatever the core says. @throws CommandError that says what to do */
  call(name: string, input?: object): Promise<unknown>;
  /** `http://host:port` */
  address(): string;
  /** Who listens at the address. */
  whoListens(): Promise<'signalbox' | 'other' | 'nobody'>;
}

export interface CoreClientOptions extends Where {
  env: Readonly<Record<string, string | undefined>>;
  secrets: Pick<SecretStore, 'get'>;
}

const failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const greeting = z.object({ name: z.literal('signalbox') });

/** Speaks to the core that the flags, the environment and config.json point at. */
export function createCoreClient({ dataDir, overrides, env, secrets }: CoreClientOptions): CoreClient {
  const address = (): string => addressOf(readWrittenConfig({ dataDir, overrides, env }));

  async function call(name: string, input: object = {}): Promise<unknown> {
    const response = await post(address(), name, await adminToken(), input);
    const body: unknown = await response.json().catch(() => undefined);
    if (response.ok) return body;
    const told = failure.safeParse(body);
    if (response.status === 401) throw new CommandError(wrongToken(address()));
    throw new CommandError(
      told.success ? told.data.error.message : `${address()} answered ${response.status}: is it Signalbox?`,
    );
  }

  async function adminToken(): Promise<string> {
    const token = env['SIGNALBOX_ADMIN_TOKEN'] ?? (await fromKeychain());
    if (token) return token;
    throw new CommandError(
      'no admin token is known here: set SIGNALBOX_ADMIN_TOKEN to the one that the router was started with',
    );
  }

  async function fromKeychain(): Promise<string | undefined> {
    try {
      return await secrets.get('admin');
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new CommandError(
        `the admin token cannot be read: ${why}; or set SIGNALBOX_ADMIN_TOKEN to the one that the router was started with`,
        1,
        { cause: error },
      );
    }
  }

  async function whoListens(): Promise<'signalbox' | 'other' | 'nobody'> {
    try {
      const response = await fetch(`${address()}/health`, { signal: AbortSignal.timeout(5_000) });
      const body: unknown = await response.json().catch(() => undefined);
      return greeting.safeParse(body).success ? 'signalbox' : 'other';
    } catch (error) {
      return isRefused(error) ? 'nobody' : 'other';
    }
  }

  return { call, address, whoListens };
}

async function post(address: string, name: string, token: string, input: object): Promise<Response> {
  try {
    return await fetch(`${address}/api/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
  } catch (error) {
    const what = isRefused(error) ? 'Signalbox is not running' : 'Signalbox does not answer';
    throw new CommandError(
      `${what} at ${address}: start it (signalbox start, or the app), or say where it is with --port and --host`,
      1,
      { cause: error },
    );
  }
}

function wrongToken(address: string): string {
  return `the router at ${address} does not take this admin token: it may belong to another user, or was started with another SIGNALBOX_ADMIN_TOKEN`;
}

/** A server that listens everywhere is reached on the loopback. */
function addressOf({ host, port }: { host: string; port: number }): string {
  const name = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host] ?? (host.includes(':') ? `[${host}]` : host);
  return `http://${name}:${port}`;
}

function isRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}
