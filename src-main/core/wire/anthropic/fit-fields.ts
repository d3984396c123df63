import type { Lose } from './fit-blocks.ts';
import type { Block, MessagesRequest } from './messages.ts';

/** Tokens to think with for each effort, and for none. */
const budgets: Readonly<Record<string, number>> = {
  low: 2_048,
  medium: 8_192,
  high: 16_384,
  xhigh: 32_000,
  max: 32_000,
};
/** The least budget that Anthropic's protocol knows. */
const leastBudget = 1_024;

/** Fields of the version 2023-06-01 as it stands; others need a beta. `context_management` has a feature of its own. */
const plainFields = new Set([
  'model',
  'messages',
  'system',
  'tools',
  'tool_choice',
  'thinking',
  'output_config',
  'max_tokens',
  'stream',
  'stop_sequences',
  'temperature',
  'top_p',
  'top_k',
  'metadata',
  'cache_control',
  'service_tier',
  'context_management',
]);

/**
 * Thinking that the model measures out itself gets a budget by the effort, at most half of the answer; it is switched
 * off where that is too little, and beside a forced tool, which excludes it.
 */
export function withoutAdaptiveThinking(request: MessagesRequest): MessagesRequest {
  const { thinking, tool_choice: choice, output_config: config } = request;
  if (!thinking || thinking.type === 'enabled' || thinking.type === 'disabled') return request;
  const wanted = budgets[config?.effort ?? 'medium'] ?? leastBudget;
  const budget = Math.min(wanted, Math.floor((request.max_tokens ?? Infinity) / 2));
  const isForced = choice?.type === 'any' || choice?.type === 'tool';
  const canThink = budget >= leastBudget && !isForced;
  return {
    ...request,
    thinking: canThink ? { type: 'enabled', budget_tokens: budget } : { type: 'disabled' },
  };
}

/** Edits of the context, which Claude Code asks for in every main request, go. */
export function withoutContextManagement(request: MessagesRequest, lose: Lose): MessagesRequest {
  const { context_management, ...rest } = request;
  if (context_management === undefined) return request;
  lose('context_management: this provider does not take it');
  return rest;
}

/** How hard to think is left to the model. */
export function withoutEffort(request: MessagesRequest, lose: Lose): MessagesRequest {
  const effort = request.output_config?.effort;
  if (effort === undefined) return request;
  lose(`effort "${effort}"`);
  return withoutOption(request, 'effort');
}

/** The schema is asked for in words instead, at the end of the system prompt. */
export function withoutOutputFormat(request: MessagesRequest, lose: Lose): MessagesRequest {
  const format = request.output_config?.format;
  if (format === undefined) return request;
  const rest = withoutOption(request, 'format');
  if (format.type !== 'json_schema') {
    lose(`output format "${format.type}"`);
    return rest;
  }
  lose('the output schema binds by instruction only');
  const text = `Answer with one JSON object and nothing else. It must match this JSON Schema:\n${JSON.stringify(format['schema'])}`;
  const { system = [] } = request;
  const before: Block[] = typeof system === 'string' ? [{ type: 'text', text: system }] : system;
  return { ...rest, system: [...before, { type: 'text', text }] };
}

/** Top-level fields beyond those of the plain version go, each said. */
export function withoutBetaFields(request: MessagesRequest, lose: Lose): MessagesRequest {
  const beta = Object.keys(request).filter((field) => !plainFields.has(field));
  if (beta.length === 0) return request;
  const rest = { ...request };
  for (const field of beta) {
    lose(`${field}: this provider takes no betas`);
    delete rest[field];
  }
  return rest;
}

function withoutOption(request: MessagesRequest, option: 'effort' | 'format'): MessagesRequest {
  const { output_config: config, ...rest } = request;
  const { [option]: _gone, ...options } = config ?? {};
  return Object.keys(options).length > 0 ? { ...rest, output_config: options } : rest;
}
