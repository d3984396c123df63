import { expect, test } from 'vitest';
import type { Usage } from '../../../src-main/core/wire/anthropic/messages.ts';
import { toldCost } from '../../../src-main/core/wire/told-cost.ts';
import { listedPrices, providerOf } from './list.ts';

const prices = await listedPrices();

interface Case {
  preset: string;
  model: string;
  over?: Record<string, unknown>;
  usage: Usage;
  /** In UTC; noon of 2026-11-28 where absent. */
  at?: string;
  micros: number | null;
  source?: string;
}

/** A usage of Anthropic's with writes of both lifetimes. */
const writes = (input: number, output: number, read: number, minutes: number, hour: number): Usage => ({
  input_tokens: input,
  output_tokens: output,
  cache_read_input_tokens: read,
  cache_creation_input_tokens: minutes + hour,
  cache_creation: { ephemeral_5m_input_tokens: minutes, ephemeral_1h_input_tokens: hour },
});
const plain = (input: number, output: number, read?: number): Usage => ({
  input_tokens: input,
  output_tokens: output,
  ...(read === undefined ? {} : { cache_read_input_tokens: read }),
});

// US dollars for a million tokens are micro-dollars for one, so each sum below is micro-dollars.
const cases: Record<string, Case> = {
  // 1000×4 + 500×20 = 14,000
  'opus 5.5': { preset: 'anthropic', model: 'claude-opus-5-5', usage: plain(1000, 500), micros: 14_000 },
  // 3×4 + 700×20 + 48,000×0.2 + 2000×5 = 12 + 14,000 + 9600 + 10,000 = 33,612
  'opus 5.5 with cache': {
    preset: 'anthropic',
    model: 'claude-opus-5-5',
    usage: writes(3, 700, 48_000, 2000, 0),
    micros: 33_612,
  },
  // 10×4 + 100×20 + 0 + 1000×5 + 3000×8 = 40 + 2000 + 5000 + 24,000 = 31,040: an hour costs twice the input
  'opus 5.5 with both lifetimes': {
    preset: 'anthropic',
    model: 'claude-opus-5-5',
    usage: writes(10, 100, 0, 1000, 3000),
    micros: 31_040,
  },
  // The same and three searches at 10 dollars a thousand: 31,040 + 3×10,000 = 61,040
  'opus 5.5 that searched the web': {
    preset: 'anthropic',
    model: 'claude-opus-5-5',
    usage: { ...writes(10, 100, 0, 1000, 3000), server_tool_use: { web_search_requests: 3 } },
    micros: 61_040,
  },
  // 1000×5 + 100×25 + 900,000×0.5 = 5000 + 2500 + 450,000 = 457,500: no tier at a million
  'opus 5, nearly a million tokens': {
    preset: 'anthropic',
    model: 'claude-opus-5',
    usage: plain(1000, 100, 900_000),
    micros: 457_500,
  },
  // 2000×2 + 300×10 + 50,000×0.1 + 400×2.5 + 100×4 = 4000 + 3000 + 5000 + 1000 + 400 = 13,400
  'sonnet 5.5': {
    preset: 'anthropic',
    model: 'claude-sonnet-5-5',
    usage: writes(2000, 300, 50_000, 400, 100),
    micros: 13_400,
    source: 'signalbox',
  },
  // 100×2 + 10×10 + 1000×0.2 = 500: the older one's cache costs twice as much to read
  'sonnet 5': { preset: 'anthropic', model: 'claude-sonnet-5', usage: plain(100, 10, 1000), micros: 500 },
  // 100×8 + 50×40 + 10,000×0.2 + 100×10 + 100×16 = 800 + 2000 + 2000 + 1000 + 1600 = 7400
  'fable 5.2': {
    preset: 'anthropic',
    model: 'claude-fable-5-2',
    usage: writes(100, 50, 10_000, 100, 100),
    micros: 7400,
    source: 'signalbox',
  },
  // 90,000×0.1 + 1000×0.5 + 10,000×0.01 = 9000 + 500 + 100 = 9600: 100,000 of prompt are not above 100k
  'haiku 5.5 at the edge of its tier': {
    preset: 'anthropic',
    model: 'claude-haiku-5-5',
    usage: plain(90_000, 1000, 10_000),
    micros: 9600,
    source: 'signalbox',
  },
  // 90,001×0.5 + 1000×2.5 + 10,000×0.05 = 45,000.5 + 2500 + 500 = 48,000.5, rounded half up
  'haiku 5.5 one token above': {
    preset: 'anthropic',
    model: 'claude-haiku-5-5',
    usage: plain(90_001, 1000, 10_000),
    micros: 48_001,
    source: 'signalbox',
  },
  // 1×0.5 + 0 + 99,990×0.05 + 5×0.625 + 5×1 = 0.5 + 4999.5 + 3.125 + 5 = 5008.125: writes count toward the tier
  'haiku 5.5 above by what it wrote': {
    preset: 'anthropic',
    model: 'claude-haiku-5-5-20261001',
    usage: writes(1, 0, 99_990, 5, 5),
    micros: 5008,
    source: 'signalbox',
  },
  // 1000×1 + 100×5 + 333×0.1 = 1533.3
  'haiku 4.5, dated': {
    preset: 'anthropic',
    model: 'claude-haiku-4-5-20251001',
    usage: plain(1000, 100, 333),
    micros: 1533,
  },
  // 300,000×5 + 1000×25 = 1,525,000: since March 2026 without the tier above 200k
  'opus 4.6 above 200k today': {
    preset: 'anthropic',
    model: 'claude-opus-4-6',
    usage: plain(300_000, 1000),
    micros: 1_525_000,
  },
  // 300,000×10 + 1000×37.5 = 3,037,500
  'opus 4.6 above 200k before': {
    preset: 'anthropic',
    model: 'claude-opus-4-6',
    usage: plain(300_000, 1000),
    at: '2026-03-01T12:00:00Z',
    micros: 3_037_500,
  },
  // 100×5 + 10×25 + 100×10 = 500 + 250 + 1000 = 1750
  'opus 4.5 on Vertex': {
    preset: 'vertex-anthropic',
    over: { projectId: 'acme' },
    model: 'claude-opus-4-5@20251101',
    usage: writes(100, 10, 0, 0, 100),
    micros: 1750,
  },
  // Regions cost more than the list says.
  'opus 4.5 in a region of Vertex': {
    preset: 'vertex-anthropic',
    over: { projectId: 'acme', location: 'europe-west4' },
    model: 'claude-opus-4-5@20251101',
    usage: plain(100, 10),
    micros: null,
  },
  // 10,000×2 + 2000×10 + 50,000×0.2 = 20,000 + 20,000 + 10,000 = 50,000; thoughts are output
  'gpt-6-sol with thoughts and cache': {
    preset: 'openai-responses',
    model: 'gpt-6-sol',
    usage: { ...plain(10_000, 2000, 50_000), output_tokens_details: { thinking_tokens: 1500 } },
    micros: 50_000,
  },
  // 273,000×4 + 100×15 = 1,092,000 + 1500 = 1,093,500
  'gpt-6-sol above 272k': {
    preset: 'openai',
    model: 'gpt-6-sol',
    usage: plain(273_000, 100),
    micros: 1_093_500,
  },
  // 272,000×2 + 100×10 = 545,000
  'gpt-6-sol at 272k': { preset: 'openai', model: 'gpt-6-sol', usage: plain(272_000, 100), micros: 545_000 },
  // 1234×0.05 + 567×0.4 + 89×0.005 = 61.7 + 226.8 + 0.445 = 288.945
  'gpt-5-nano': { preset: 'openai', model: 'gpt-5-nano', usage: plain(1234, 567, 89), micros: 289 },
  // 1000×1.25 + 100×10 = 2250, by the list of OpenAI
  'gpt-5 on Azure': { preset: 'azure-openai', model: 'gpt-5', usage: plain(1000, 100), micros: 2250 },
  // 150,000×1.25 + 1000×10 + 50,000×0.125 = 187,500 + 10,000 + 6250 = 203,750: 200,000 are not above 200k
  'gemini 2.5 pro at 200k': {
    preset: 'gemini',
    model: 'gemini-2.5-pro',
    usage: plain(150_000, 1000, 50_000),
    micros: 203_750,
  },
  // 150,001×2.5 + 1000×15 + 50,000×0.25 = 375,002.5 + 15,000 + 12,500 = 402,502.5
  'gemini 2.5 pro above 200k': {
    preset: 'gemini',
    model: 'gemini-2.5-pro',
    usage: plain(150_001, 1000, 50_000),
    micros: 402_503,
  },
  // 250,000×4 + 10×18 = 1,000,180
  'gemini 3.1 pro on Vertex above 200k': {
    preset: 'vertex',
    over: { projectId: 'acme' },
    model: 'gemini-3.1-pro-preview',
    usage: plain(250_000, 10),
    micros: 1_000_180,
  },
  // 10,000×0.66 + 1000×1.98 + 100,000×0.022 = 6600 + 1980 + 2200 = 10,780
  'deepseek v4 pro off its peak': {
    preset: 'deepseek',
    model: 'deepseek-v4-pro',
    usage: plain(10_000, 1000, 100_000),
    at: '2026-11-28T12:00:00Z',
    micros: 10_780,
  },
  // Twice that
  'deepseek v4 pro at its peak': {
    preset: 'deepseek-anthropic',
    model: 'deepseek-v4-pro',
    usage: plain(10_000, 1000, 100_000),
    at: '2026-11-28T07:30:00Z',
    micros: 21_560,
  },
  // 1000×3 + 100×15 + 5000×0.3 = 3000 + 1500 + 1500 = 6000
  'kimi k3': { preset: 'moonshot', model: 'kimi-k3', usage: plain(1000, 100, 5000), micros: 6000 },
  // 1000×1.4 + 100×4.4 + 1000×0.26 = 1400 + 440 + 260 = 2100
  'glm 5.3': { preset: 'zai-anthropic', model: 'glm-5.3', usage: plain(1000, 100, 1000), micros: 2100 },
  // 1000×0.3 + 100×1.2 + 1000×0.06 + 1000×0.375 = 300 + 120 + 60 + 375 = 855
  'minimax m2.7': {
    preset: 'minimax-anthropic',
    model: 'MiniMax-M2.7',
    usage: writes(1000, 100, 1000, 1000, 0),
    micros: 855,
  },
  // 200,000×4 + 10×12 = 800,120
  'grok 4.6 above its tier': {
    preset: 'xai',
    model: 'grok-4.6',
    usage: plain(200_000, 10),
    micros: 800_120,
  },
  // 1000×0.15 + 100×0.6 + 1000×0.075 = 150 + 60 + 75 = 285
  'gpt-oss on Groq': {
    preset: 'groq',
    model: 'openai/gpt-oss-120b',
    usage: plain(1000, 100, 1000),
    micros: 285,
  },
  // 1000×0.5 + 100×1.5 = 650
  'mistral large 2512': {
    preset: 'mistral',
    model: 'mistral-large-2512',
    usage: plain(1000, 100),
    micros: 650,
  },
  // 1000×0.35 + 100×0.75 = 425
  'gpt-oss on Cerebras': {
    preset: 'cerebras',
    model: 'gpt-oss-120b',
    usage: plain(1000, 100),
    micros: 425,
  },
  // 1000×3 + 100×15 + 1000×0.3 = 4800
  'kimi k3 on Fireworks': {
    preset: 'fireworks',
    model: 'accounts/fireworks/models/kimi-k3',
    usage: plain(1000, 100, 1000),
    micros: 4800,
  },
  // 1000×0.3 + 100×0.3 = 330
  'mythomax on Together': {
    preset: 'together',
    model: 'Gryphe/MythoMax-L2-13b',
    usage: plain(1000, 100),
    micros: 330,
  },
  // Told: 0.0123456 dollars are 12,345.6
  'OpenRouter that told its cost': {
    preset: 'openrouter',
    model: 'moonshotai/kimi-k3',
    usage: { ...plain(1000, 100), [toldCost]: 0.012_345_6 },
    micros: 12_346,
    source: 'provider',
  },
  'OpenRouter that told that it was free': {
    preset: 'openrouter-anthropic',
    model: 'vendor/unheard-of:free',
    usage: { ...plain(1000, 100), [toldCost]: 0 },
    micros: 0,
    source: 'provider',
  },
  // 1000×3 + 100×15 = 4500
  'OpenRouter that told nothing': {
    preset: 'openrouter',
    model: 'moonshotai/kimi-k3',
    usage: plain(1000, 100),
    micros: 4500,
  },
  'a free model of OpenRouter that told nothing': {
    preset: 'openrouter',
    model: 'vendor/unheard-of:free',
    usage: plain(1000, 100),
    micros: 0,
    source: 'free',
  },
  // 1000×1 + 100×2 = 1200: one's own word is above the provider's
  "OpenRouter with a price of one's own": {
    preset: 'openrouter',
    over: { prices: { 'moonshotai/*': { input: 1, output: 2 } } },
    model: 'moonshotai/kimi-k3',
    usage: { ...plain(1000, 100), [toldCost]: 0.9 },
    micros: 1200,
    source: 'config',
  },
  'LiteLLM that told its cost': {
    preset: 'litellm',
    model: 'team-model',
    usage: { ...plain(1000, 100), [toldCost]: 0.001 },
    micros: 1000,
    source: 'provider',
  },
  "a model of the machine's own": {
    preset: 'ollama',
    model: 'qwen3:32b',
    usage: plain(1000, 100),
    micros: 0,
    source: 'free',
  },
};

test.each(Object.entries(cases))('%s', (_, { preset, model, over, usage, at, micros, source }) => {
  const atMs = Date.parse(at ?? '2026-11-28T12:00:00Z');
  const charge = prices.charge(providerOf(preset, over), model, usage, atMs);
  const from = micros === null ? undefined : (source ?? 'genai-prices');
  expect([charge.costMicros, charge.price?.source]).toEqual([micros, from]);
});
