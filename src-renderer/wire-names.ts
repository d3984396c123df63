import type { WireName } from '../src-main/contract/config.ts';

/** How the protocols are called by those who made them, in every language; the demo speaks none. */
export const wireNames: Record<Exclude<WireName, 'demo'>, string> = {
  anthropic: 'Anthropic Messages',
  'openai-chat': 'OpenAI Chat',
  'openai-responses': 'OpenAI Responses',
  gemini: 'Gemini',
  ollama: 'Ollama',
  'claude-cli': 'Claude CLI',
};

/** What a provider speaks, in a word. */
export function nameOfWire(wire: WireName, builtIn: string): string {
  return wire === 'demo' ? builtIn : wireNames[wire];
}
