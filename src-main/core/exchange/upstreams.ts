import { readFileSync } from 'node:fs';
import { getCACertificates } from 'node:tls';
import { Agent, ProxyAgent, type Dispatcher } from 'undici';
import type { Config, ProviderConfig } from '../../contract/config.ts';
import type { Notice } from '../../contract/events.ts';
import type { OperationOutput, Status } from '../../contract/operations.ts';
import { RequestError } from '../errors.ts';
import type { Provider } from '../providers/provider.ts';
import { resolveProvider } from '../providers/resolve.ts';
import type { Mask } from '../secrets/mask.ts';
import { resolveReference } from '../secrets/references.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { KeyRing } from './key-ring.ts';
import { askModels, checkProvider, readJson } from './provider-check.ts';
import { Upstream, type UpstreamListener } from './upstream.ts';

const modelsStayFreshMs = 10 * 60_000;

/** Providers at run time: their connections, keys, breakers and states. */
export interface Upstreams {
  states(): Status['providers'];
  /** Calls the provider for real and says what is wrong, if anything; throws RequestError not-found for an unknown id. */
  test(id: string): Promise<OperationOutput<'providers.test'>>;
  /** The same for a provider that is not configured; its connections close and nothing of it stays. */
  try(entry: ProviderConfig): Promise<OperationOutput<'providers.test'>>;
  /** Model ids per provider as configured or last heard from the provider; never waits for a provider. */
  knownModels(): Map<string, string[]>;
  /** The providers that are configured, as they are in force. */
  providers(): readonly Provider[];
  /** Reads a path below a provider's base URL with one of its keys. */
  readJson(id: string, path: string): Promise<unknown>;
}

export interface UpstreamRegistryOptions {
  secrets: SecretStore;
  env: Readonly<Record<string, string | undefined>>;
  mask: Mask;
  now: () => number;
  onStateChange: () => void;
  /** Takes what a person should hear of a provider: a key that was refused, a breaker that opened or closed. */
  publishNotice: (notice: Notice) => void;
  /** Told once about each key reference that could not be read. */
  onNotice: (line: string) => void;
}

interface Entry {
  upstream: Upstream;
  /** What it was made from: an entry whose configuration and keys did not change keeps its state. */
  madeFrom: string;
}

/** All configured providers; `configure` replaces only those that changed, so that breakers and connections survive. */
export class UpstreamRegistry implements Upstreams {
  readonly #options: UpstreamRegistryOptions;
  readonly #heardModels = new Map<string, { models: string[]; atMs: number }>();
  #entries = new Map<string, Entry>();

  constructor(options: UpstreamRegistryOptions) {
    this.#options = options;
  }

  get(id: string): Upstream | undefined {
    return this.#entries.get(id)?.upstream;
  }

  /** Resolves every key reference and brings the providers in line with the config; answers under way go on. */
  async configure(config: Config): Promise<void> {
    const entries = await Promise.all(
      config.providers.map(async (entry) => this.#prepare(resolveProvider(entry))),
    );
    const before = this.#entries;
    this.#entries = new Map(entries.map((entry) => [entry.upstream.provider.id, entry]));
    const kept = new Set(entries.map((entry) => entry.upstream));
    for (const { upstream } of before.values()) if (!kept.has(upstream)) upstream.close();
    this.#options.onStateChange();
  }

  states(): Status['providers'] {
    return [...this.#entries.values()].map(({ upstream }) => ({
      id: upstream.provider.id,
      state: upstream.state,
      ...(upstream.lastError === undefined ? {} : { lastError: this.#options.mask.text(upstream.lastError) }),
    }));
  }

  async test(id: string): Promise<OperationOutput<'providers.test'>> {
    const upstream = this.get(id);
    if (upstream === undefined) throw new RequestError('not-found', `there is no provider "${id}"`);
    const result = await this.#check(upstream);
    if (result.models !== undefined)
      this.#heardModels.set(id, { models: result.models, atMs: this.#options.now() });
    return result;
  }

  async try(entry: ProviderConfig): Promise<OperationOutput<'providers.test'>> {
    const provider = resolveProvider(entry);
    const keys = new KeyRing(await this.#keysOf(provider), this.#options.now);
    const unheard = { onStateChange: () => undefined, onNotice: () => undefined };
    const upstream = new Upstream(provider, connectionsOf(provider), keys, unheard);
    try {
      return await this.#check(upstream);
    } finally {
      upstream.close();
    }
  }

  knownModels(): Map<string, string[]> {
    return new Map(
      [...this.#entries.values()].map(({ upstream }) => [
        upstream.provider.id,
        upstream.provider.models ?? this.#heard(upstream),
      ]),
    );
  }

  providers(): readonly Provider[] {
    return [...this.#entries.values()].map(({ upstream }) => upstream.provider);
  }

  async readJson(id: string, path: string): Promise<unknown> {
    const upstream = this.get(id);
    if (upstream === undefined) throw new RequestError('not-found', `there is no provider "${id}"`);
    return readJson(upstream, path);
  }

  /** Makes new connections for every provider; answers under way go on over the old ones. */
  renewConnections(): void {
    for (const { upstream } of this.#entries.values()) upstream.reconnect(connectionsOf(upstream.provider));
  }

  /** Ends every connection at once. */
  async close(): Promise<void> {
    await Promise.all([...this.#entries.values()].map(async ({ upstream }) => upstream.dispatcher.destroy()));
  }

  async #check(upstream: Upstream): Promise<OperationOutput<'providers.test'>> {
    const result = await checkProvider(upstream, this.#options.now);
    if (result.error !== undefined) result.error.message = this.#options.mask.text(result.error.message);
    return result;
  }

  async #keysOf(provider: Provider): Promise<string[]> {
    const keys: string[] = [];
    for (const reference of provider.keys) {
      // A key that was read from a file often ends with a line break, which no header can carry.
      const key = (await this.#read(provider.id, reference))?.trim();
      if (!key) continue;
      this.#options.mask.learn(key);
      keys.push(key);
    }
    return keys;
  }

  async #prepare(provider: Provider): Promise<Entry> {
    const keys = await this.#keysOf(provider);
    const madeFrom = JSON.stringify([provider, keys]);
    const before = this.#entries.get(provider.id);
    if (before?.madeFrom === madeFrom) return before;
    const upstream = new Upstream(provider, connectionsOf(provider), new KeyRing(keys, this.#options.now), {
      onStateChange: this.#options.onStateChange,
      onNotice: (kind, level, message) => this.#publishNotice(provider.id, kind, level, message),
    });
    return { upstream, madeFrom };
  }

  #publishNotice(subject: string, ...[kind, level, message]: Parameters<UpstreamListener['onNotice']>): void {
    const { mask, now, publishNotice } = this.#options;
    publishNotice({ kind, level, subject, message: mask.text(message), atMs: now() });
  }

  async #read(provider: string, reference: string): Promise<string | undefined> {
    try {
      return await resolveReference(reference, { secrets: this.#options.secrets, env: this.#options.env });
    } catch (error) {
      this.#options.onNotice(
        `${provider}: the key ${reference} could not be read: ${error instanceof Error ? error.message : String(error)}`,
      );
      return undefined;
    }
  }

  /** The models that a provider told of last; asks again in the background when that was long ago. */
  #heard(upstream: Upstream): string[] {
    const { id } = upstream.provider;
    const heard = this.#heardModels.get(id) ?? { models: [], atMs: Number.NEGATIVE_INFINITY };
    if (this.#options.now() - heard.atMs > modelsStayFreshMs && upstream.state !== 'no-key') {
      this.#heardModels.set(id, { ...heard, atMs: this.#options.now() });
      void askModels(upstream).then(
        (models) => this.#heardModels.set(id, { models, atMs: this.#options.now() }),
        // A provider that does not answer now is asked again later; its state says what is wrong with it.
        () => undefined,
      );
    }
    return heard.models;
  }
}

function connectionsOf({ tls, proxy, timeouts }: Provider): Dispatcher {
  const security = {
    rejectUnauthorized: tls.verify,
    ...(tls.caFile === null
      ? {}
      : { ca: [...getCACertificates('default'), readFileSync(tls.caFile, 'utf8')] }),
  };
  const connect = { ...security, timeout: timeouts.connectMs };
  if (proxy === null) return new Agent({ connect, allowH2: false });
  return new ProxyAgent({
    uri: proxy,
    requestTls: connect,
    connectTimeout: timeouts.connectMs,
    allowH2: false,
  });
}
