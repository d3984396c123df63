import { z } from 'zod';
import { RequestError } from '../../errors.ts';
import type { Block, MessagesRequest } from '../anthropic/messages.ts';
import type { ClientRequest } from '../client-wire.ts';
import { isRecord, recordOf, stringOf } from '../open-fields.ts';
import { ResponsesAnswer } from './client-answer.ts';
import { itemsOf, keepsNothing, readInput, toolsInInput } from './client-input.ts';
import { recordsOf, refusal, textBlocks, type Lose } from './client-reading.ts';
import { readThinking } from './client-thinking.ts';
import { readToolChoice, readTools } from './client-tools.ts';

const acceptedInput = 'expected a string or an array of items, at least one';

const shape = z.looseObject({
  model: z.string('expected a string').min(1, 'expected a model'),
  input: z.union(
    [z.string(), z.array(z.looseObject({ type: z.string().optional() })).min(1, acceptedInput)],
    acceptedInput,
  ),
  stream: z.boolean('expected true or false').nullish(),
  tools: z.array(z.looseObject({ type: z.string() }), 'expected an array of tools').nullish(),
});

/** What leans on an earlier request, on a prompt that OpenAI keeps, or on an answer that is fetched later. */
const refused: Readonly<Record<string, string>> = {
  previous_response_id: keepsNothing,
  conversation: keepsNothing,
  prompt: 'Signalbox keeps no prompts: send the text itself as instructions or input',
  background: 'Signalbox answers at once or streams: leave background out',
};

/** Fields that are translated below, or that ask for what every answer does anyhow. */
const carried = new Set([
  'model',
  'input',
  'instructions',
  'stream',
  'stream_options',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'max_output_tokens',
  'temperature',
  'top_p',
  'reasoning',
  'text',
  'user',
  'safety_identifier',
  'prompt_cache_key',
  'include',
]);

/** Values that ask for what happens without them, too. */
const normal: Readonly<Record<string, unknown>> = {
  store: false,
  background: false,
  truncation: 'disabled',
  service_tier: 'auto',
  top_logprobs: 0,
};

/** What an answer holds whether it is asked for or not. */
const included: readonly unknown[] = ['reasoning.encrypted_content', 'web_search_call.action.sources'];

/**
 * Reads the body of `POST /v1/responses`; what cannot be carried is among the losses. Throws RequestError
 * invalid-request for a malformed body, and for one that wants a server that remembers.
 */
export function readResponsesRequest(value: unknown): ClientRequest {
  const body = checked(value);
  const losses = new Set<string>();
  const lose: Lose = (loss) => losses.add(loss);
  const items = itemsOf(body['input']);
  const tools = readTools([...recordsOf(body['tools']), ...toolsInInput(items)], lose);
  const { system, messages } = readInput(items, lose);
  const { thinking, output_config: effort } = readThinking(body['reasoning'], lose);
  const format = readFormat(body['text'], lose);
  const instructions = [...textBlocks(stringOf(body['instructions'])), ...system, ...format.instruction];
  const isStream = body['stream'] === true;
  loseRest(body, lose);
  const request: MessagesRequest = {
    model: stringOf(body['model']),
    ...(messages.length > 0 && instructions.length > 0 && { system: instructions }),
    // Instructions alone are a request to OpenAI's models; others want somebody to speak.
    messages: messages.length > 0 ? messages : [{ role: 'user', content: instructions }],
    ...readToolChoice(body, tools, lose),
    ...(thinking && { thinking }),
    ...((effort ?? format.config) && { output_config: { ...effort, ...format.config } }),
    ...readLimits(body),
    ...readUser(body, lose),
    stream: isStream,
  };
  return {
    request,
    isStream,
    losses: [...losses],
    answer: (facts) => new ResponsesAnswer({ ...facts, settings: body, tools: tools.known }),
  };
}

function checked(value: unknown): Record<string, unknown> {
  const [issue] = shape.safeParse(value).error?.issues ?? [];
  if (issue !== undefined || !isRecord(value)) {
    throw refusal(issue?.path.join('.') || 'body', issue?.message ?? 'expected a Responses request');
  }
  for (const [field, reason] of Object.entries(refused)) {
    const asked = value[field] ?? false;
    if (asked !== false) throw new RequestError('invalid-request', `${field}: ${reason}`);
  }
  return value;
}

interface Format {
  config?: MessagesRequest['output_config'];
  instruction: Block[];
}

function readFormat(text: unknown, lose: Lose): Format {
  const { format, ...rest } = recordOf(text);
  for (const field of Object.keys(rest)) lose(`text.${field}`);
  const { type, schema, description } = recordOf(format);
  if (type === 'json_schema') {
    if (description) lose('text.format.description');
    return { config: { format: { type: 'json_schema', schema } }, instruction: [] };
  }
  if (type !== 'json_object') return { instruction: [] };
  lose('text.format "json_object" binds by instruction only');
  return { instruction: textBlocks('Answer with one JSON object and nothing else.') };
}

function readLimits(body: Record<string, unknown>): Partial<MessagesRequest> {
  const { max_output_tokens, temperature, top_p } = body;
  return {
    ...(typeof max_output_tokens === 'number' && { max_tokens: max_output_tokens }),
    ...(typeof temperature === 'number' && { temperature }),
    ...(typeof top_p === 'number' && { top_p }),
  };
}

/** Any of the three keeps a user or a session on one cache, as Anthropic's user_id does. */
function readUser(body: Record<string, unknown>, lose: Lose): Partial<MessagesRequest> {
  const given = ['safety_identifier', 'user', 'prompt_cache_key'].filter(
    (field) => stringOf(body[field]) !== '',
  );
  const [first, ...others] = given;
  for (const field of others) lose(`${field}: ${first} is sent in its place`);
  return first === undefined ? {} : { metadata: { user_id: stringOf(body[first]) } };
}

function loseRest(body: Record<string, unknown>, lose: Lose): void {
  const include: unknown[] = Array.isArray(body['include']) ? body['include'] : [];
  for (const part of include) if (!included.includes(part)) lose(`include "${stringOf(part)}"`);
  for (const [field, value] of Object.entries(body)) {
    if (carried.has(field) || value === null || value === normal[field]) continue;
    lose(field === 'store' ? 'store: Signalbox keeps no answers' : `${field}: Signalbox does not carry it`);
  }
}
