import type { MessagesRequest } from '../anthropic/messages.ts';
import { recordOf } from '../open-fields.ts';
import { nearestEffort, wantedEffort } from '../openai-chat/write-thinking.ts';
import type { Effort } from '../openai-chat/quirks.ts';
import type { Writing } from './gemini-request.ts';
import type { GeminiThinking } from './quirks.ts';
import { toSubset } from './write-schema.ts';

/** The most stop sequences that the upstream takes (https://ai.google.dev/api/generate-content#GenerationConfig). */
const maxStops = 5;

/** Output tokens on top of what was asked for where the model thinks unasked: its thoughts count among them. */
const roomForThoughts = 8_192;

/** The budget in tokens that an effort stands for; from `high` on it is all that the model takes. */
const budgets: ReadonlyMap<Effort, number> = new Map([
  ['minimal', 1_024],
  ['low', 4_096],
  ['medium', 16_384],
]);

/** How the answer is made: its length, form and words, and how hard the model thinks. */
export function writeGeneration(
  request: MessagesRequest,
  hasFunctions: boolean,
  writing: Writing,
): { generationConfig?: Record<string, unknown> } {
  const thinking = writeThinking(request, writing);
  const generationConfig = {
    ...writeLimits(request, thinking.isUnasked, writing),
    ...writeFormat(request, hasFunctions, writing),
    ...(typeof request.temperature === 'number' && { temperature: request.temperature }),
    ...(typeof request.top_p === 'number' && { topP: request.top_p }),
    ...(typeof request.top_k === 'number' && { topK: request.top_k }),
    ...thinking.fields,
  };
  return Object.keys(generationConfig).length > 0 ? { generationConfig } : {};
}

function writeLimits(
  { max_tokens: asked, stop_sequences: stops = [] }: MessagesRequest,
  thinksUnasked: boolean,
  { can, lose }: Writing,
): Record<string, unknown> {
  const { maxOutputTokens: most = 65_536 } = can;
  if (typeof asked === 'number' && asked > most) lose(`max_tokens over ${most}`);
  if (stops.length > maxStops) lose(`stop sequences beyond the first ${maxStops}`);
  const room = thinksUnasked ? roomForThoughts : 0;
  return {
    ...(typeof asked === 'number' && { maxOutputTokens: Math.min(asked + room, most) }),
    ...(stops.length > 0 && { stopSequences: stops.slice(0, maxStops) }),
  };
}

function writeFormat(
  { output_config: config }: MessagesRequest,
  hasFunctions: boolean,
  { quirks, can, lose }: Writing,
): Record<string, unknown> {
  const format = config?.format;
  if (!format) return {};
  if (format.type !== 'json_schema' || (hasFunctions && can.isBefore3)) {
    lose(hasFunctions ? 'the output schema: not beside tools' : `output format "${format.type}"`);
    return {};
  }
  const schema = recordOf(format['schema']);
  const form =
    quirks.schema === 'subset' ? { responseSchema: toSubset(schema) } : { responseJsonSchema: schema };
  return { responseMimeType: 'application/json', ...form };
}

/** The thinking that was asked for; `isUnasked` where the model thinks all the same. */
function writeThinking(
  request: MessagesRequest,
  { can, lose }: Writing,
): { fields: Record<string, unknown>; isUnasked: boolean } {
  const wanted = wantedEffort(request);
  const { thinking: asked } = request;
  if (!can.thinking) {
    if (wanted !== undefined && wanted !== 'off') lose(`effort "${wanted}"`);
    return { fields: {}, isUnasked: false };
  }
  const wantsThoughts = asked !== undefined && asked.type !== 'disabled';
  const isShown = wantsThoughts && asked['display'] !== 'omitted';
  const told = wanted === undefined ? {} : amountOf(wanted, asked?.budget_tokens, can.thinking, lose);
  const thinkingConfig = { ...told, ...(isShown && { includeThoughts: true }) };
  return {
    fields: Object.keys(thinkingConfig).length > 0 ? { thinkingConfig } : {},
    isUnasked: !wantsThoughts && (wanted ?? 'off') === 'off' && told['thinkingBudget'] !== 0,
  };
}

function amountOf(
  wanted: Effort | 'off',
  asked: number | undefined,
  can: GeminiThinking,
  lose: Writing['lose'],
): Record<string, unknown> {
  if (can.kind === 'level') {
    if (wanted === 'off') lose('thinking cannot be switched off');
    const level = wanted === 'off' ? can.values[0] : nearestEffort(wanted, can.values);
    if (level !== wanted && wanted !== 'off') lose(`effort "${wanted}" was sent as "${level}"`);
    return { thinkingLevel: level?.toUpperCase() };
  }
  if (wanted === 'off') {
    if (can.isAlwaysOn) lose('thinking cannot be switched off');
    return { thinkingBudget: can.isAlwaysOn ? can.min : 0 };
  }
  const budget = asked ?? budgets.get(wanted) ?? can.max;
  return { thinkingBudget: Math.min(Math.max(budget, can.min), can.max) };
}
