import { openModels } from './openai-compatible.ts';
import type { Preset } from './provider.ts';

/** Source: https://inference-docs.cerebras.ai/resources/openai */
export const cerebras: Preset = {
  id: 'cerebras',
  name: 'Cerebras',
  envKey: 'CEREBRAS_API_KEY',
  wire: 'openai-chat',
  baseUrl: 'https://api.cerebras.ai/v1',
  auth: { kind: 'bearer' },
  site: 'https://inference-docs.cerebras.ai',
  keyPage: 'https://cloud.cerebras.ai',
  modelsPath: '/models',
  priceSource: { kind: 'list', vendor: 'cerebras' },
  quirks: { ...openModels, maxTokensField: 'max_completion_tokens', noParallelSwitch: true },
};
