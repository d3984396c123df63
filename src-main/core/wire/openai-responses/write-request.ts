import type { MessagesRequest } from '../anthropic/messages.ts';
import { recordOf } from '../open-fields.ts';
import type { Writing } from '../openai-chat/chat-request.ts';
import { loseRest, writeUser } from '../openai-chat/request-fields.ts';
import { writeFormat } from '../openai-chat/write-format.ts';
import { systemParts } from '../openai-chat/write-messages.ts';
import { writeThinking } from '../openai-chat/write-thinking.ts';
import type { WireTarget, WrittenRequest } from '../wire.ts';
import { chatQuirksOf, type ResponsesQuirks } from './quirks.ts';
import { writeInput } from './write-input.ts';
import { writeTools, type WrittenTools } from './write-tools.ts';

/** Fewer are refused: "Invalid 'max_output_tokens': integer below minimum value" (OpenAI's own error, 2026-07). */
const leastOutputTokens = 16;

/**
 * Writes the Responses request for an Anthropic one, which it leaves as it was; what cannot be carried is among the
 * losses. Nothing is stored at the upstream, so that reasoning travels encrypted. Throws RequestError for more tools
 * than the upstream takes.
 */
export function writeResponsesRequest(
  request: MessagesRequest,
  { vendor, model, quirks }: WireTarget<ResponsesQuirks>,
): WrittenRequest {
  const losses = new Set<string>();
  const writing: Writing = { vendor, quirks: chatQuirksOf(quirks), lose: (loss) => losses.add(loss) };
  const tools = writeTools(request, quirks, writing);
  const instructions = systemParts(request.system, writing).map(({ text }) => text);
  const body = {
    model,
    ...(instructions.length > 0 && { instructions: instructions.join('\n\n') }),
    input: writeInput(request.messages, quirks.laterSystem ?? 'developer', writing),
    ...tools.fields,
    ...writeText(request, writing),
    ...writeReasoning(request, tools.has, writing),
    ...writeLimits(request, writing),
    ...writeUser(request, writing),
    store: false,
    include: ['reasoning.encrypted_content', ...tools.include],
    stream: request.stream === true,
  };
  if (request['cache_control']) writing.lose('cache_control: this provider caches by itself or not at all');
  loseRest(request, 'Responses', writing);
  return {
    path: '/responses',
    body,
    toolNames: tools.toolNames,
    prelude: tools.prelude,
    losses: [...losses],
  };
}

/** The form of the answer: what Chat nests stands flat here. */
function writeText(request: MessagesRequest, writing: Writing): Record<string, unknown> {
  const { type, json_schema: schema } = recordOf(writeFormat(request, writing).fields['response_format']);
  return type === undefined ? {} : { text: { format: { type, ...recordOf(schema) } } };
}

/** Whoever has a model think is told of it in short, since the thoughts themselves come encrypted. */
function writeReasoning(
  request: MessagesRequest,
  has: WrittenTools['has'],
  writing: Writing,
): Record<string, unknown> {
  const { reasoning, ...sampling } = writeThinking(request, has, writing);
  const { effort } = recordOf(reasoning);
  if (effort === 'none') return { reasoning, ...sampling };
  const thinks = effort !== undefined || request.thinking?.type === 'adaptive';
  return { ...(thinks && { reasoning: { ...recordOf(reasoning), summary: 'auto' } }), ...sampling };
}

function writeLimits(request: MessagesRequest, { quirks, lose }: Writing): Record<string, unknown> {
  const { max_tokens: asked, stop_sequences: stops } = request;
  const { maxOutputTokens = Infinity } = quirks;
  if (Array.isArray(stops) && stops.length > 0) lose('stop_sequences: Responses has no such field');
  if (typeof asked !== 'number') return {};
  if (asked > maxOutputTokens) lose(`max_tokens over ${maxOutputTokens}`);
  if (asked < leastOutputTokens) lose(`max_tokens under ${leastOutputTokens}`);
  return { max_output_tokens: Math.max(leastOutputTokens, Math.min(asked, maxOutputTokens)) };
}
