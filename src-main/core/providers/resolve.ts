import type { ProviderConfig } from '../../contract/config.ts';
import { findPreset, genericPreset, presets } from './presets.ts';
import type { Preset, Provider } from './provider.ts';

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
  const { preset: _preset, wire: _wire, baseUrl: _baseUrl, keys = [], ...rest } = config;
  const named = config.preset === undefined ? undefined : namedPreset(config.id, config.preset);
  const base = basePreset(config, named);
  const baseUrl = config.baseUrl ?? named?.baseUrl ?? base.baseUrl;
  if (baseUrl === undefined)
    throw new ProviderConfigError(config.id, 'it needs a baseUrl, as in "https://host/v1"');
  return {
    ...rest,
    keys,
    name: named?.name ?? config.id,
    vendor: base.baseUrl === undefined ? config.id : base.id,
    wire: base.wire,
    baseUrl: baseUrl.replace(/\/+$/, ''),
    auth: base.auth,
    modelsPath: base.modelsPath,
    checkPath: base.checkPath ?? base.modelsPath,
    presetHeaders: base.headers ?? {},
    quirks: base.wire === 'openai-chat' ? base.quirks : {},
  };
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
  const generic = genericPreset(wire);
  if (!generic) throw new ProviderConfigError(id, `the wire "${wire}" is not served by this version yet`);
  return generic;
}
