import { lagging } from '../wire/anthropic/quirks.ts';
import type { Preset } from './provider.ts';

const litellmSite = 'https://docs.litellm.ai';

/** A LiteLLM proxy of the user's own. Its usual port is ours too, so there is no address to assume. */
export const litellm: Preset = {
  id: 'litellm',
  name: 'LiteLLM',
  wire: 'openai-chat',
  auth: { kind: 'bearer' },
  site: litellmSite,
  modelsPath: '/models',
  // What stands behind a name is the proxy's own matter.
  priceSource: { kind: 'unknown' },
  tellsCost: { header: 'x-litellm-response-cost' },
  // What stands behind it differs.
  quirks: { laterSystem: 'user' },
};

/** The same proxy over `/v1/messages`; its base URL has no `/v1`. */
export const litellmAnthropic: Preset = {
  id: 'litellm-anthropic',
  name: 'LiteLLM (Anthropic)',
  wire: 'anthropic',
  auth: { kind: 'bearer' },
  site: litellmSite,
  modelsPath: '/v1/models',
  priceSource: { kind: 'unknown' },
  tellsCost: { header: 'x-litellm-response-cost' },
  quirks: { takes: lagging },
};
