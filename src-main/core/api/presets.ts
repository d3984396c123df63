import { providerSchema } from '../../contract/config.ts';
import type { OperationOutput } from '../../contract/operations.ts';
import type { PresetRow } from '../../contract/presets.ts';
import { presets } from '../providers/presets.ts';
import type { Preset } from '../providers/provider.ts';

/** Every preset as a person chooses it, in the order in which they are shown, and what an entry is by default. */
export function listPresets(): OperationOutput<'presets.list'> {
  const { id: _id, ...defaults } = providerSchema.parse({ id: 'any' });
  return { presets: presets.map(rowOf), defaults };
}

function rowOf(preset: Preset): PresetRow {
  const { id, name, wire, baseUrl = null, auth, site = null, keyPage = null, envKey = null } = preset;
  const isGoogle = auth.kind === 'google';
  return {
    id,
    name,
    wire,
    baseUrl,
    key: keyOf(preset),
    needs: baseUrl !== null ? [] : [isGoogle ? 'projectId' : 'baseUrl'],
    isLocal: wire === 'claude-cli' || baseUrl?.startsWith('http://localhost:') === true,
    isBuiltIn: wire === 'demo',
    site,
    keyPage,
    envKey,
    takes: preset.wire === 'anthropic' ? (preset.quirks.takes ?? {}) : {},
  };
}

function keyOf({ auth, keyPage }: Preset): PresetRow['key'] {
  if (auth.kind === 'none' || auth.kind === 'google') return 'none';
  return keyPage === undefined ? 'optional' : 'needed';
}
