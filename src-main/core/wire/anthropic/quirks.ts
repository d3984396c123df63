import type { AnthropicFeature } from '../../../contract/config.ts';

/** What an endpoint takes of today's Messages API; absent means that it takes it. */
export type AnthropicTakes = Partial<Record<AnthropicFeature, boolean>>;

/** How an endpoint departs from Anthropic's protocol as Claude Code speaks it. Absent means normal. */
export interface AnthropicQuirks {
  takes?: Readonly<AnthropicTakes>;
  /** The most output tokens that may be asked for; more are cut down to it. */
  maxOutputTokens?: number;
  /** It refuses temperature, top_p and top_k, which clients of other protocols send out of habit. */
  refusesSampling?: true;
  /** It is Vertex AI: the path names the model, and the body the version of the API. */
  isVertex?: true;
}

/**
 * What endpoints that follow Anthropic's commonly lag behind in. Where one takes more, its preset or the user says so;
 * a feature that is rewritten without need costs little, one that is refused costs the request.
 */
export const lagging: Readonly<AnthropicTakes> = {
  midConversationSystem: false,
  adaptiveThinking: false,
  contextManagement: false,
  toolReference: false,
  serverTools: false,
  outputFormat: false,
  betas: false,
};
