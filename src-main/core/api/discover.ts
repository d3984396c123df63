import type { WireName } from '../../contract/config.ts';
import type { OperationOutput } from '../../contract/operations.ts';
import type { FoundProvider } from '../../contract/providers.ts';
import { readModelList } from '../exchange/provider-check.ts';
import type { Preset } from '../providers/provider.ts';
import { recordOf } from '../wire/open-fields.ts';
import type { ApiContext } from './context.ts';

/** What providers are looked for with. */
export interface DiscoveryOptions {
  presets: readonly Preset[];
  env: Readonly<Record<string, string | undefined>>;
  /** The providers that are configured now. */
  configured: () => readonly { preset?: string | undefined; baseUrl?: string | undefined }[];
  /** Reads an address on this machine as JSON; rejects where nobody answers, soon. */
  askNearby: (url: string) => Promise<unknown>;
}

/** Looks for providers that could be configured with what is here already. */
export interface Discovery {
  find(): Promise<FoundProvider[]>;
}

/**
 * Makes the search: programs that list their models on this machine, then keys in the environment. What is configured
 * already is not looked for, and of a variable nothing but its name is told.
 */
export function createDiscovery({ presets, env, configured, askNearby }: DiscoveryOptions): Discovery {
  async function ask({ id, name, baseUrl = '', modelsPath, wire }: Preset): Promise<FoundProvider[]> {
    try {
      const body = await askNearby(baseUrl + modelsPath);
      if (!isModelList(wire, body)) return [];
      return [{ kind: 'running', preset: id, name, baseUrl, models: readModelList(wire, body) }];
    } catch {
      // Nobody there, or somebody else: either way there is nothing to offer.
      return [];
    }
  }
  return {
    async find() {
      const known = configured();
      const open = presets.filter(
        ({ id, baseUrl }) =>
          !known.some((one) => one.preset === id || (baseUrl !== undefined && one.baseUrl === baseUrl)),
      );
      const running = await Promise.all(open.filter(({ runsHere }) => runsHere).map(ask));
      return [...running.flat(), ...open.flatMap((preset) => keyOf(preset, env))];
    },
  };
}

/** Says which providers are at hand but not configured. */
export async function discoverProviders({
  discovery,
}: Pick<ApiContext, 'discovery'>): Promise<OperationOutput<'providers.discover'>> {
  return { found: await discovery.find() };
}

function keyOf({ id, name, envKey }: Preset, env: DiscoveryOptions['env']): FoundProvider[] {
  return envKey !== undefined && env[envKey] ? [{ kind: 'key', preset: id, name, env: envKey }] : [];
}

/** On a well-known port may listen whatever else speaks JSON. */
function isModelList(wire: WireName, body: unknown): boolean {
  return Array.isArray(recordOf(body)[wire === 'ollama' ? 'models' : 'data']);
}
