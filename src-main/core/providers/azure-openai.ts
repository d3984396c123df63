import type { Preset } from './provider.ts';

/**
 * Azure OpenAI over its v1 API, which wants no `api-version`; a model is the name of a deployment, and the base URL ends
 * with `/openai/v1`. Source: https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle
 */
export const azureOpenai: Preset = {
  id: 'azure-openai',
  name: 'Azure OpenAI',
  envKey: 'AZURE_OPENAI_API_KEY',
  wire: 'openai-chat',
  auth: { kind: 'header', header: 'api-key' },
  site: 'https://learn.microsoft.com/azure/ai-foundry/openai',
  keyPage: 'https://ai.azure.com',
  modelsPath: '/models',
  priceSource: { kind: 'list', vendor: 'azure' },
  // No effort: deployments of models that cannot think refuse any.
  quirks: {
    maxTools: 128,
    maxTokensField: 'max_completion_tokens',
    laterSystem: 'developer',
    refusedKeywords: { atTop: ['oneOf', 'anyOf', 'allOf', 'enum', 'not'] },
  },
};
