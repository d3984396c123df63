import type { Preset } from './provider.ts';

/** Claude on Google Cloud: Anthropic's Messages with another path and no model in the body. */
export const vertexAnthropic: Preset = {
  id: 'vertex-anthropic',
  name: 'Claude on Vertex AI',
  wire: 'anthropic',
  auth: { kind: 'google' },
  site: 'https://docs.cloud.google.com/vertex-ai/generative-ai/docs/partner-models/claude/use-claude',
  modelsPath: '',
  priceSource: { kind: 'list', vendor: 'anthropic', onlyGlobal: true },
  // https://docs.cloud.google.com/vertex-ai/generative-ai/docs/partner-models/claude/count-tokens
  countTokensPath: '/publishers/anthropic/models/count-tokens:rawPredict',
  quirks: { isVertex: true, refusesSampling: true },
};
