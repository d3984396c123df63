import type { ChatCompletionFunctionTool } from 'openai/resources/chat/completions';
import { RequestError } from '../../errors.ts';
import type { Block, MessagesRequest, Tool } from '../anthropic/messages.ts';
import type { Writing } from './chat-request.ts';
import { clientTools } from './client-tools.ts';
import { recordOf, stringOf } from './open-fields.ts';
import { fitsStrict, writeParameters } from './schema.ts';
import { stableHash } from './stable-hash.ts';
import { renamedTools, upstreamToolName } from './tool-names.ts';

/** What becomes of a request's tools. */
export interface WrittenTools {
  /** `tools`, `tool_choice`, `parallel_tool_calls` and the upstream's own search, as far as each applies. */
  fields: Record<string, unknown>;
  toolNames: ReadonlyMap<string, string>;
  /** Stands before the answer when all that was asked for is a search that nobody runs. */
  prelude: readonly Block[];
  has: 'no-tools' | 'tools' | 'forced-tool';
}

/** Stands in Claude Code's tool list for tools that it has not loaded; nobody can call it (seen with 2.1.329). */
const placeholder = 'DeferredToolPlaceholder';

/** Writes the request's tools; throws RequestError where there are more than the upstream takes. */
export function writeTools(request: MessagesRequest, writing: Writing): WrittenTools {
  const { maxTools, webSearch } = writing.quirks;
  const asked = (request.tools ?? []).filter((tool) => tool.name !== placeholder);
  const searches = asked.filter((tool) => stringOf(tool.type).startsWith('web_search'));
  const others = asked.filter((tool) => !searches.includes(tool));
  const tools = others.flatMap((tool) => writeTool(tool, writing) ?? []);
  if (maxTools !== undefined && tools.length > maxTools) {
    throw new RequestError(
      'invalid-request',
      `the provider takes at most ${maxTools} tools and the request has ${tools.length}: switch some off`,
    );
  }

  const choice = tools.length > 0 ? writeChoice(request.tool_choice, tools, writing) : {};
  const searchFields = searches.length > 0 && webSearch ? webSearch : {};
  if (searches.length > 0 && !webSearch) writing.lose('web search: this provider has none of its own');
  if (searches.some((tool) => tool['allowed_domains'] ?? tool['blocked_domains'])) {
    writing.lose('domains of web search');
  }
  return {
    fields: { ...(tools.length > 0 && { tools }), ...choice, ...searchFields },
    toolNames: renamedTools(others.map((tool) => stringOf(tool.name)).filter(Boolean)),
    prelude: searches.length > 0 && others.length === 0 && !webSearch ? refusedSearch(request) : [],
    has: tools.length === 0 ? 'no-tools' : isForced(choice['tool_choice']) ? 'forced-tool' : 'tools',
  };
}

function writeTool(tool: Tool, writing: Writing): ChatCompletionFunctionTool | undefined {
  const type = stringOf(tool.type) || 'custom';
  const known = clientTools.find(({ prefix }) => type.startsWith(prefix));
  if (tool['cache_control']) writing.lose('cache_control of tools');
  if (tool['input_examples']) writing.lose('input_examples of tools');
  if (known) {
    const { description, properties, required } = known;
    return writeFunction(tool, description, { type: 'object', properties, required }, writing);
  }
  if (type === 'custom' || tool.input_schema) {
    return writeFunction(tool, tool.description, tool.input_schema, writing);
  }
  writing.lose(`the tool "${type}" works with Anthropic only`);
  return undefined;
}

function writeFunction(
  tool: Tool,
  description: string | undefined,
  schema: unknown,
  { quirks, lose }: Writing,
): ChatCompletionFunctionTool {
  const parameters = writeParameters(schema, quirks.refusedKeywords);
  const strict = tool['strict'] === true && fitsStrict(parameters);
  if (tool['strict'] && !strict) lose('strict of tools whose schema leaves anything optional or open');
  const name = upstreamToolName(stringOf(tool.name));
  return {
    type: 'function',
    function: { name, ...(description && { description }), parameters, ...(strict && { strict }) },
  };
}

const choices: Readonly<Record<string, string>> = { auto: 'auto', any: 'required', none: 'none' };

function writeChoice(
  choice: MessagesRequest['tool_choice'],
  tools: readonly ChatCompletionFunctionTool[],
  writing: Writing,
): Record<string, unknown> {
  if (!choice) return {};
  const single = choice.disable_parallel_tool_use === true;
  if (single && writing.quirks.noParallelSwitch) writing.lose('disable_parallel_tool_use');
  const parallel = single && !writing.quirks.noParallelSwitch ? { parallel_tool_calls: false } : {};
  const word = choices[choice.type];
  if (word) return { tool_choice: word, ...parallel };

  const name = upstreamToolName(stringOf(choice.name));
  if (tools.some((tool) => tool.function.name === name)) {
    return { tool_choice: { type: 'function', function: { name } }, ...parallel };
  }
  writing.lose(`tool_choice "${choice.name ?? choice.type}": no such tool could be sent`);
  return parallel;
}

function isForced(choice: unknown): boolean {
  return choice === 'required' || recordOf(choice)['type'] === 'function';
}

/** Clients know this pair as a search that ran and failed; a mere missing answer they would take for no results. */
function refusedSearch(request: MessagesRequest): Block[] {
  const id = `srvtoolu_${stableHash(JSON.stringify(request.messages), 24)}`;
  return [
    { type: 'server_tool_use', id, name: 'web_search', input: {} },
    {
      type: 'web_search_tool_result',
      tool_use_id: id,
      content: { type: 'web_search_tool_result_error', error_code: 'unavailable' },
    },
  ];
}
