import type { ChatQuirks } from '../wire/openai-chat/quirks.ts';
import type { Preset } from './provider.ts';

/** What holds wherever open models are served. */
export const openModels: ChatQuirks = {
  // Their chat templates refuse a system message that is not the first.
  laterSystem: 'user',
  // Claude Code asks for 128,000, and servers like vLLM refuse more than the model's context holds.
  maxOutputTokens: 32_000,
};

/** Any server that speaks OpenAI's Chat Completions, at an address of the user's own: only what nearly all take. */
export const openaiCompatible: Preset = {
  id: 'openai-compatible',
  name: 'OpenAI-compatible',
  wire: 'openai-chat',
  auth: { kind: 'bearer' },
  site: 'https://developers.openai.com/api/reference/chat-completions/overview',
  modelsPath: '/models',
  quirks: openModels,
};
