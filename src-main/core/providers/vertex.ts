import { geminiModels } from './gemini-models.ts';
import type { Preset } from './provider.ts';

/** Gemini on Google Cloud. Its address names project and location: see {@link vertexBaseUrl}; it lists no models there. */
export const vertex: Preset = {
  id: 'vertex',
  name: 'Vertex AI',
  wire: 'gemini',
  auth: { kind: 'google' },
  site: 'https://docs.cloud.google.com/vertex-ai/generative-ai/docs',
  modelsPath: '',
  priceSource: { kind: 'list', vendor: 'google' },
  quirks: { modelsPath: '/publishers/google/models', models: geminiModels },
};
