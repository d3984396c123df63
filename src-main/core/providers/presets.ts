import { anthropic } from './anthropic.ts';
import { anthropicCompatible } from './anthropic-compatible.ts';
import { deepseek } from './deepseek.ts';
import { demo } from './demo.ts';
import { ollama } from './ollama.ts';
import { openai } from './openai.ts';
import { openaiCompatible } from './openai-compatible.ts';
import { openrouter } from './openrouter.ts';
import type { Preset } from './provider.ts';

/** Every preset, in the order in which a person is shown them. */
export const presets: readonly Preset[] = [
  anthropic,
  openai,
  openrouter,
  deepseek,
  ollama,
  openaiCompatible,
  anthropicCompatible,
  demo,
];

/** The preset of that id. */
export function findPreset(id: string): Preset | undefined {
  return presets.find((preset) => preset.id === id);
}

/** What a provider starts from that names a wire only; undefined for wires that are not served yet. */
export function genericPreset(wire: string): Preset | undefined {
  return [openaiCompatible, anthropicCompatible, demo].find((preset) => preset.wire === wire);
}
