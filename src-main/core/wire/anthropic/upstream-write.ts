import { recordOf, stringOf } from '../open-fields.ts';
import { renamedTools, upstreamToolName } from '../openai-chat/tool-names.ts';
import { refusedSearch } from '../openai-chat/request-tools.ts';
import type { WireTarget, WrittenRequest } from '../wire.ts';
import { rewriteBlocks, type Lose } from './fit-blocks.ts';
import { fitRequest } from './fit-request.ts';
import type { Block, MessagesRequest, Tool } from './messages.ts';
import type { AnthropicQuirks } from './quirks.ts';
import { writeConversation } from './upstream-conversation.ts';
import { vertexClaudePath } from './vertex.ts';

/** What an answer may take where the client did not say: Anthropic's protocol demands a number. */
const defaultMaxTokens = 32_000;

/**
 * Writes a request for an Anthropic endpoint whose client spoke another protocol, or whose bytes the endpoint does not
 * take as they are; the request stays as it was, and what cannot be carried is among the losses.
 */
export function writeMessagesRequest(
  request: MessagesRequest,
  { vendor, model, quirks }: WireTarget<AnthropicQuirks>,
): WrittenRequest {
  const losses = new Set<string>();
  const lose: Lose = (loss) => losses.add(loss);
  const whole = {
    ...request,
    ...writeConversation(request, vendor, lose),
    model,
    max_tokens: maxTokensOf(request, quirks, lose),
  };
  const fitted = fitRequest(withoutRefused(whole, quirks, lose), quirks);
  const body = withUpstreamNames(fitted.request);
  return {
    ...(quirks.isVertex ? onVertex(body, model) : { path: '/v1/messages', body }),
    toolNames: renamedTools((request.tools ?? []).filter(isCustom).map(({ name }) => stringOf(name))),
    prelude: preludeOf(request, quirks),
    losses: [...losses, ...fitted.losses],
  };
}

function maxTokensOf(
  { max_tokens: asked, thinking }: MessagesRequest,
  quirks: AnthropicQuirks,
  lose: Lose,
): number {
  const { maxOutputTokens: most = Infinity } = quirks;
  if (asked !== undefined && asked > most) lose(`max_tokens over ${most}`);
  return Math.min(asked ?? defaultMaxTokens + (thinking?.budget_tokens ?? 0), most);
}

/** Sampling that clients of other protocols send out of habit, in Anthropic's range, and stop sequences that it takes. */
function withoutRefused(request: MessagesRequest, quirks: AnthropicQuirks, lose: Lose): MessagesRequest {
  const { temperature, top_p, top_k, stop_sequences: stops, ...rest } = request;
  const isRefused = quirks.refusesSampling === true;
  const sampling = {
    ...(temperature !== undefined && { temperature: Math.min(temperature, 1) }),
    // Beside a temperature its models refuse top_p.
    ...(top_p !== undefined && temperature === undefined && { top_p }),
    ...(top_k !== undefined && { top_k }),
  };
  const given = { temperature, top_p, top_k };
  const kept: Record<string, unknown> = isRefused ? {} : sampling;
  for (const [field, value] of Object.entries(given)) {
    if (value !== undefined && value !== kept[field]) lose(`${field} ${value}`);
  }
  const spoken = stops?.filter((stop) => stop.trim() !== '') ?? [];
  if (spoken.length < (stops?.length ?? 0)) lose('stop sequences of white space');
  return { ...rest, ...kept, ...(spoken.length > 0 && { stop_sequences: spoken }) };
}

function withUpstreamNames(request: MessagesRequest): Record<string, unknown> {
  const { tools, tool_choice: choice } = request;
  const named = rewriteBlocks(request, (block: Block) =>
    block.type === 'tool_use' ? [{ ...block, name: upstreamToolName(stringOf(block['name'])) }] : [block],
  );
  return {
    ...named,
    ...(tools && {
      tools: tools.map((tool) => (isCustom(tool) ? withUpstreamName(tool) : tool)),
    }),
    ...(choice?.name !== undefined && {
      tool_choice: { ...choice, name: upstreamToolName(choice.name) },
    }),
  };
}

/** Other protocols let a schema go without its type. */
function withUpstreamName(tool: Tool): Tool {
  const { name, input_schema: schema } = tool;
  return { ...tool, name: upstreamToolName(name), input_schema: { type: 'object', ...recordOf(schema) } };
}

function onVertex(
  { model: _inPath, ...body }: Record<string, unknown>,
  model: string,
): Pick<WrittenRequest, 'path' | 'body'> {
  return {
    path: vertexClaudePath(model, body['stream'] === true),
    body: { anthropic_version: 'vertex-2023-10-16', ...body },
  };
}

/** Where all that is asked for is a search that nobody runs, the answer begins by saying so. */
function preludeOf(request: MessagesRequest, { takes }: AnthropicQuirks): readonly Block[] {
  const tools = request.tools ?? [];
  const isSearch = ({ type }: Tool) => stringOf(type).startsWith('web_search');
  return takes?.serverTools === false && tools.length > 0 && tools.every(isSearch)
    ? refusedSearch(request)
    : [];
}

function isCustom({ type }: Tool): boolean {
  return type === undefined || type === 'custom';
}
