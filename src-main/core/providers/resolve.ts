import type { ProviderConfig } from '../../contract/config.ts';
import { findPreset, genericPreset, presets } from './presets.ts';
import type { Auth, Preset, Provider } from './provider.ts';
import { vertexBaseUrl } from './vertex-base-url.ts';

/** A provider's entry in config.json lacks what it needs, or names a preset that there is not. */
export class ProviderConfigError extends Error {
  override readonly name = 'ProviderConfigError';

  constructor(provider: string, problem: string) {
    super(`provider "${provider}": ${problem}`);
  }
}

/**
 * Lays a provider's config over its preset, or over what is normal for its wire. An entry whose wire is not its
 * preset's takes only name and address from it, since auth, paths and quirks belong to the wire.
 * @throws ProviderConfigError
 */
export function resolveProvider(config: ProviderConfig): Provider {
  const { preset: _preset, wire: _wire, baseUrl: _baseUrl, takes: _takes, keys = [], ...rest } = config;
  const named = config.preset === undefined ? undefined : namedPreset(config.id, config.preset);
  const {
    id: presetId,
    name: _name,
    site: _site,
    keyPage: _keyPage,
    baseUrl: presetUrl,
    checkPath,
    headers: presetHeaders = {},
    priceSource: _priceSource,
    tellsCost: _tellsCost,
    ...base
  } = withSettings(basePreset(config, named), config);
  const baseUrl = config.baseUrl ?? named?.baseUrl ?? presetUrl ?? googleAddress(config, base.auth);
  if (baseUrl === undefined)
    throw new ProviderConfigError(config.id, 'it needs a baseUrl, as in "https://host/v1"');
  return {
    ...rest,
    ...base,
    ...pricingOf(named ?? genericPreset(base.wire)),
    keys,
    name: named?.name ?? config.id,
    vendor: presetUrl === undefined && base.auth.kind !== 'google' ? config.id : presetId,
    baseUrl: baseUrl.replace(/\/+$/, ''),
    checkPath: checkPath ?? base.modelsPath,
    presetHeaders,
  };
}

/** Who is paid follows from the preset's name, whatever wire is spoken there. */
function pricingOf({ priceSource, tellsCost }: Preset): Pick<Provider, 'priceSource' | 'tellsCost'> {
  return { ...(priceSource && { priceSource }), ...(tellsCost && { tellsCost }) };
}

/** The preset with the quirks that the config sets. */
function withSettings(preset: Preset, { takes, contextTokens }: ProviderConfig): Preset {
  if (preset.wire === 'anthropic' && takes !== undefined) {
    return { ...preset, quirks: { ...preset.quirks, takes: { ...preset.quirks.takes, ...takes } } };
  }
  if (preset.wire === 'ollama' && contextTokens !== undefined) {
    return { ...preset, quirks: { ...preset.quirks, contextTokens } };
  }
  return preset;
}

function googleAddress(
  { id, projectId, location = 'global' }: ProviderConfig,
  auth: Auth,
): string | undefined {
  if (auth.kind !== 'google') return undefined;
  if (projectId === undefined)
    throw new ProviderConfigError(id, 'it needs the projectId of a Google Cloud project');
  return vertexBaseUrl(projectId, location);
}

function namedPreset(provider: string, id: string): Preset {
  const preset = findPreset(id);
  if (preset) return preset;
  throw new ProviderConfigError(
    provider,
    `there is no preset "${id}": use one of ${presets.map((known) => known.id).join(', ')}`,
  );
}

function basePreset({ id, wire }: ProviderConfig, named: Preset | undefined): Preset {
  if (named && (wire === undefined || wire === named.wire)) return named;
  if (wire === undefined) throw new ProviderConfigError(id, 'it needs a preset or a wire');
  return genericPreset(wire);
}
