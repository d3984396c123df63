import type { FindPreset } from '../../../src-main/core/config/check-providers.ts';
import type { Preset } from '../../../src-main/core/providers/provider.ts';

const common = {
  auth: { kind: 'none' },
  site: 'https://example.com',
  modelsPath: '/models',
  quirks: {},
} as const;
const known: Preset[] = [
  { ...common, id: 'demo', name: 'Demo', wire: 'demo' },
  { ...common, id: 'complete', name: 'Complete', wire: 'anthropic', baseUrl: 'https://example.com' },
  { ...common, id: 'google', name: 'Google', wire: 'gemini', auth: { kind: 'google' } },
  { ...common, id: 'no-address', name: 'No address', wire: 'anthropic' },
];

/** Presets that lack what a preset may lack, whatever the shipped ones are. */
export const testPresets: FindPreset = (id) => known.find((preset) => preset.id === id);
