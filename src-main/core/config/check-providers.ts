import type { Config, ProviderConfig } from '../../contract/config.ts';
import type { Preset } from '../providers/provider.ts';
import type { ValueProblem } from './schema-problems.ts';

/** Looks a shipped provider up by its id. */
export type FindPreset = (id: string) => Preset | undefined;

/** Finds providers that lack an address or a wire, or have settings that do nothing for them. */
export function checkProviders({ providers }: Config, findPreset: FindPreset): ValueProblem[] {
  return providers.flatMap(({ preset: presetId, ...provider }, index): ValueProblem[] => {
    const path = ['providers', index];
    const preset = presetId === undefined ? undefined : findPreset(presetId);
    if (presetId !== undefined && preset === undefined) {
      const message = `there is no preset "${presetId}": leave it out and give wire and baseUrl yourself`;
      return [{ path: [...path, 'preset'], message }];
    }
    const wire = provider.wire ?? preset?.wire;
    if (wire === undefined)
      return [{ path, message: `the provider "${provider.id}" needs a preset or a wire` }];
    return [...checkAddress(provider, wire, preset, path), ...checkSettings(provider, wire, preset, path)];
  });
}

type Entry = Omit<ProviderConfig, 'preset'>;

/** Wires that call nothing, or whose server has an address that everyone's has. */
const wiresWithAddress: ReadonlySet<string> = new Set(['demo', 'claude-cli', 'ollama']);

function checkAddress(
  provider: Entry,
  wire: string,
  preset: Preset | undefined,
  path: ValueProblem['path'],
): ValueProblem[] {
  const isGoogle = isOnVertex(wire, preset);
  const needed = isGoogle ? 'projectId' : 'baseUrl';
  const given = isGoogle ? provider.projectId : preset?.baseUrl;
  if (wiresWithAddress.has(wire) || (provider.baseUrl ?? given) !== undefined) return [];
  return [{ path, message: `the provider "${provider.id}" needs a ${needed}` }];
}

/** A setting that only some providers have a use for. */
interface ParticularSetting {
  name: keyof Entry;
  whose: string;
  isUsed: (wire: string, preset: Preset | undefined) => boolean;
}

const vertexPresets = 'the presets of Vertex AI';
const particularSettings: readonly ParticularSetting[] = [
  { name: 'takes', whose: 'the wire anthropic', isUsed: (wire) => wire === 'anthropic' },
  { name: 'contextTokens', whose: 'the wire ollama', isUsed: (wire) => wire === 'ollama' },
  { name: 'command', whose: 'the wire claude-cli', isUsed: (wire) => wire === 'claude-cli' },
  { name: 'projectId', whose: vertexPresets, isUsed: isOnVertex },
  { name: 'location', whose: vertexPresets, isUsed: isOnVertex },
  { name: 'serviceAccountFile', whose: vertexPresets, isUsed: isOnVertex },
];

function checkSettings(
  provider: Entry,
  wire: string,
  preset: Preset | undefined,
  path: ValueProblem['path'],
): ValueProblem[] {
  return particularSettings
    .filter(({ name, isUsed }) => provider[name] !== undefined && !isUsed(wire, preset))
    .map(({ name, whose }) => ({
      path: [...path, name],
      message: `${name} is for ${whose} only: remove it`,
    }));
}

function isOnVertex(wire: string, preset: Preset | undefined): boolean {
  return preset?.auth.kind === 'google' && preset.wire === wire;
}
