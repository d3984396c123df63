import type { WireName } from '../../contract/config.ts';
import { anthropic } from './anthropic.ts';
import { anthropicCompatible } from './anthropic-compatible.ts';
import { azureOpenai } from './azure-openai.ts';
import { cerebras } from './cerebras.ts';
import { claudeCli } from './claude-cli.ts';
import { deepseek, deepseekAnthropic } from './deepseek.ts';
import { demo } from './demo.ts';
import { fireworks, fireworksAnthropic } from './fireworks.ts';
import { gemini } from './gemini.ts';
import { githubModels } from './github-models.ts';
import { groq } from './groq.ts';
import { litellm, litellmAnthropic } from './litellm.ts';
import { llamaCpp, llamaCppAnthropic } from './llama-cpp.ts';
import { lmStudio, lmStudioAnthropic } from './lm-studio.ts';
import { minimax, minimaxAnthropic } from './minimax.ts';
import { mistral } from './mistral.ts';
import { moonshot, moonshotAnthropic, moonshotChina, moonshotChinaAnthropic } from './moonshot.ts';
import { ollama } from './ollama.ts';
import { ollamaAnthropic } from './ollama-anthropic.ts';
import { ollamaOpenai } from './ollama-openai.ts';
import { openai } from './openai.ts';
import { openaiCompatible } from './openai-compatible.ts';
import { openaiResponses } from './openai-responses.ts';
import { openrouter, openrouterAnthropic } from './openrouter.ts';
import type { Preset } from './provider.ts';
import { qwen, qwenAnthropic } from './qwen.ts';
import { together } from './together.ts';
import { vercel, vercelAnthropic } from './vercel.ts';
import { vertex } from './vertex.ts';
import { vertexAnthropic } from './vertex-anthropic.ts';
import { vllm, vllmAnthropic } from './vllm.ts';
import { xai } from './xai.ts';
import { zai, zaiAnthropic } from './zai.ts';

/** Every preset, in the order in which a person is shown them. */
export const presets: readonly Preset[] = [
  anthropic,
  openai,
  openaiResponses,
  gemini,
  vertex,
  vertexAnthropic,
  openrouter,
  openrouterAnthropic,
  deepseek,
  deepseekAnthropic,
  moonshot,
  moonshotAnthropic,
  moonshotChina,
  moonshotChinaAnthropic,
  zai,
  zaiAnthropic,
  minimax,
  minimaxAnthropic,
  qwen,
  qwenAnthropic,
  mistral,
  xai,
  groq,
  cerebras,
  together,
  fireworks,
  fireworksAnthropic,
  azureOpenai,
  githubModels,
  vercel,
  vercelAnthropic,
  litellm,
  litellmAnthropic,
  ollama,
  ollamaOpenai,
  ollamaAnthropic,
  lmStudio,
  lmStudioAnthropic,
  vllm,
  vllmAnthropic,
  llamaCpp,
  llamaCppAnthropic,
  claudeCli,
  openaiCompatible,
  anthropicCompatible,
  demo,
];

/** The preset of that id. */
export function findPreset(id: string): Preset | undefined {
  return presets.find((preset) => preset.id === id);
}

/** What an entry starts from that names a wire only: the address is the user's own, and nothing is assumed of who is there. */
const generic: Readonly<Record<WireName, Preset>> = {
  anthropic: { ...anthropicCompatible, wire: 'anthropic', quirks: {} },
  'openai-chat': openaiCompatible,
  'openai-responses': withoutAddress(openaiResponses),
  gemini: withoutAddress(gemini),
  ollama,
  'claude-cli': claudeCli,
  demo,
};

/** What a provider starts from that names a wire only. */
export function genericPreset(wire: WireName): Preset {
  return generic[wire];
}

function withoutAddress({ baseUrl: _baseUrl, priceSource: _priceSource, ...preset }: Preset): Preset {
  return preset;
}
