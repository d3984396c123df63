import type { Block, MessagesRequest } from '../anthropic/messages.ts';
import { cacheMark } from './client-parts.ts';
import { readTools, type CallForm } from './client-functions.ts';
import { readMessages } from './client-messages.ts';
import { loseRest, readSettings, type Lose } from './client-settings.ts';
import { chatShape, checkBody, misplaced, type ChatBody } from './client-shape.ts';
import { isRecord, recordOf } from '../open-fields.ts';

/** Fields that are read, each somewhere below; of any other the loss is said. */
const read = new Set([
  ...Object.keys(chatShape.shape),
  'tool_choice',
  'function_call',
  'web_search_options',
  'reasoning',
  'thinking',
  'top_k',
  'cache_control',
]);

/** A Chat request in Anthropic's shapes, and what its answer depends on. */
export interface ReadChatRequest {
  request: MessagesRequest;
  losses: readonly string[];
  /** The client asked for a chunk with the usage at the end. */
  wantsUsage: boolean;
  forms: ReadonlyMap<string, CallForm>;
}

/** Reads the body of `POST /v1/chat/completions`; throws RequestError that names the place and what is accepted. */
export function readChatRequest(body: unknown): ReadChatRequest {
  const chat = checkBody(chatShape, body);
  const losses = new Set<string>();
  const lose: Lose = (loss) => losses.add(loss);
  const { system, messages } = readMessages(chat.messages, lose);
  const { fields: tools, forms } = readTools(chat, lose);
  const format = readFormat(chat, lose);
  const effort = readEffort(chat);
  const outputConfig = { ...effort.config, ...format.config };
  const prompt = [...system, ...format.instruction];
  const { max_completion_tokens: limit } = chat;
  const request: MessagesRequest = {
    ...readSettings(chat),
    ...(typeof limit === 'number' && { max_tokens: limit }),
    ...(prompt.length > 0 && { system: prompt }),
    messages,
    ...tools,
    ...effort.fields,
    ...(Object.keys(outputConfig).length > 0 && { output_config: outputConfig }),
    ...(typeof chat['top_k'] === 'number' && { top_k: chat['top_k'] }),
    ...cacheMark(chat),
  };
  loseRest(chat, read, lose);
  return { request, losses: [...losses], wantsUsage: chat.stream_options?.include_usage === true, forms };
}

/** Effort as OpenAI or OpenRouter say it, and thinking as Anthropic's and DeepSeek's clients do. */
function readEffort(chat: ChatBody): {
  config: { effort?: string };
  fields: Pick<MessagesRequest, 'thinking'>;
} {
  const reasoning = recordOf(chat['reasoning']);
  const { type, budget_tokens: budget = reasoning['max_tokens'] } = recordOf(chat['thinking']);
  const effort = chat.reasoning_effort ?? reasoning['effort'];
  if (effort === 'none' || reasoning['enabled'] === false || type === 'disabled')
    return { config: {}, fields: { thinking: { type: 'disabled' } } };
  const config = typeof effort === 'string' ? { effort: effort === 'minimal' ? 'low' : effort } : {};
  if (typeof budget === 'number')
    return { config, fields: { thinking: { type: 'enabled', budget_tokens: budget } } };
  return { config, fields: typeof type === 'string' ? { thinking: { type } } : {} };
}

function readFormat(
  { response_format: format }: ChatBody,
  lose: Lose,
): { config: Pick<NonNullable<MessagesRequest['output_config']>, 'format'>; instruction: Block[] } {
  switch (format?.type) {
    case undefined:
    case 'text':
      return { config: {}, instruction: [] };
    case 'json_object': {
      lose('response_format json_object binds by instruction only');
      const text = 'Answer with one JSON object and nothing else.';
      return { config: {}, instruction: [{ type: 'text', text }] };
    }
    case 'json_schema': {
      const { schema, description } = recordOf(format['json_schema']);
      if (!isRecord(schema)) throw misplaced('response_format.json_schema.schema', 'an object');
      if (description) lose('description of the response format');
      return { config: { format: { type: 'json_schema', schema } }, instruction: [] };
    }
    default:
      lose(`response_format "${format?.type}"`);
      return { config: {}, instruction: [] };
  }
}
