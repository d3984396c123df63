import type { WireName } from '../../../contract/config.ts';

/** What a prefix of LiteLLM's models is here. */
export type LitellmProvider =
  | {
      kind: 'known';
      preset?: string;
      /** Where there is no preset. */
      wire?: WireName;
      baseUrl?: string;
      /** The variable that LiteLLM takes the key from where none is given. */
      variable?: string;
    }
  | { kind: 'none'; why: string };

const known = (preset: string, variable?: string): LitellmProvider => ({
  kind: 'known',
  preset,
  ...(variable !== undefined && { variable }),
});
const chat = (baseUrl: string, variable: string): LitellmProvider => ({
  kind: 'known',
  wire: 'openai-chat',
  baseUrl,
  variable,
});
const none = (why: string): LitellmProvider => ({ kind: 'none', why });

const aws = none("Amazon's protocol is not one that Signalbox speaks");
const login = none('it logs in with an account, and a login cannot be carried');

/** The prefixes of https://docs.litellm.ai/docs/providers (2026-11) that are in common use. */
const providers: ReadonlyMap<string, LitellmProvider> = new Map([
  ['openai', known('openai', 'OPENAI_API_KEY')],
  ['text-completion-openai', none('it is for completions of text, which Signalbox asks of no provider')],
  ['anthropic', known('anthropic', 'ANTHROPIC_API_KEY')],
  ['gemini', known('gemini', 'GEMINI_API_KEY')],
  ['vertex_ai', known('vertex')],
  ['vertex_ai_beta', known('vertex')],
  ['azure', known('azure-openai', 'AZURE_API_KEY')],
  ['azure_ai', known('azure-openai', 'AZURE_AI_API_KEY')],
  ['openrouter', known('openrouter', 'OPENROUTER_API_KEY')],
  ['deepseek', known('deepseek', 'DEEPSEEK_API_KEY')],
  ['groq', known('groq', 'GROQ_API_KEY')],
  ['mistral', known('mistral', 'MISTRAL_API_KEY')],
  ['xai', known('xai', 'XAI_API_KEY')],
  ['together_ai', known('together', 'TOGETHERAI_API_KEY')],
  ['fireworks_ai', known('fireworks', 'FIREWORKS_AI_API_KEY')],
  ['cerebras', known('cerebras', 'CEREBRAS_API_KEY')],
  ['moonshot', known('moonshot', 'MOONSHOT_API_KEY')],
  ['minimax', known('minimax', 'MINIMAX_API_KEY')],
  ['zai', known('zai', 'ZAI_API_KEY')],
  ['dashscope', known('qwen', 'DASHSCOPE_API_KEY')],
  ['vercel_ai_gateway', known('vercel', 'VERCEL_AI_GATEWAY_API_KEY')],
  ['github', known('github-models', 'GITHUB_API_KEY')],
  ['litellm_proxy', known('litellm', 'LITELLM_PROXY_API_KEY')],
  ['ollama', known('ollama')],
  ['ollama_chat', known('ollama')],
  ['lm_studio', known('lm-studio')],
  ['hosted_vllm', known('vllm')],
  ['vllm', known('vllm')],
  ['llamafile', known('llama-cpp')],
  ['openai_like', known('openai-compatible')],
  ['custom_openai', known('openai-compatible')],
  ['perplexity', chat('https://api.perplexity.ai', 'PERPLEXITYAI_API_KEY')],
  ['nvidia_nim', chat('https://integrate.api.nvidia.com/v1', 'NVIDIA_NIM_API_KEY')],
  ['deepinfra', chat('https://api.deepinfra.com/v1/openai', 'DEEPINFRA_API_KEY')],
  ['sambanova', chat('https://api.sambanova.ai/v1', 'SAMBANOVA_API_KEY')],
  ['nebius', chat('https://api.studio.nebius.ai/v1', 'NEBIUS_API_KEY')],
  ['novita', chat('https://api.novita.ai/v3/openai', 'NOVITA_API_KEY')],
  ['bedrock', aws],
  ['bedrock_converse', aws],
  ['sagemaker', aws],
  ['sagemaker_chat', aws],
  ['github_copilot', login],
  ['chatgpt', login],
]);

/** Names that LiteLLM knows without a prefix. */
const bare: readonly { begins: RegExp; prefix: string }[] = [
  { begins: /^(?:gpt-|chatgpt-|o\d|codex-)/, prefix: 'openai' },
  { begins: /^claude-/, prefix: 'anthropic' },
  { begins: /^gemini-/, prefix: 'vertex_ai' },
  { begins: /^deepseek-/, prefix: 'deepseek' },
];

/** Takes `litellm_params.model` apart: the prefix, what it is here, and the model as its provider calls it. */
export function splitModel(
  text: string,
  customProvider: string | undefined,
): { prefix: string; provider: LitellmProvider; model: string } {
  const slash = text.indexOf('/');
  const first = text.slice(0, Math.max(0, slash));
  if (providers.has(first)) return { prefix: first, provider: lookUp(first), model: text.slice(slash + 1) };
  const prefix = customProvider ?? bare.find(({ begins }) => begins.test(text))?.prefix ?? first;
  return { prefix, provider: lookUp(prefix), model: text };
}

function lookUp(prefix: string): LitellmProvider {
  return providers.get(prefix) ?? none('Signalbox does not know this provider of LiteLLM');
}
