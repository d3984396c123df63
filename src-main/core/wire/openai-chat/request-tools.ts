import type { FunctionDefinition } from 'openai/resources/shared';
import { RequestError } from '../../errors.ts';
import {
  deferredToolPlaceholder,
  type Block,
  type MessagesRequest,
  type Tool,
} from '../anthropic/messages.ts';
import { stringOf } from '../open-fields.ts';
import type { Writing } from './chat-request.ts';
import { clientTools } from './client-tools.ts';
import { fitsStrict, writeParameters } from './schema.ts';
import { stableHash } from './stable-hash.ts';
import { renamedTools, upstreamToolName } from './tool-names.ts';

/** A request's tools as functions, which is what other vendors know, in no vendor's shape yet. */
export interface RequestTools {
  functions: FunctionDefinition[];
  /** Those that ask the upstream to search the web itself. */
  searches: Tool[];
  /** The request asks for a search and nothing else, as Claude Code's search does. */
  isSearchOnly: boolean;
  toolNames: ReadonlyMap<string, string>;
}

/** Reads the request's tools; throws RequestError where there are more than the upstream takes. */
export function readTools(request: MessagesRequest, writing: Writing): RequestTools {
  const { maxTools } = writing.quirks;
  const asked = (request.tools ?? []).filter((tool) => tool.name !== deferredToolPlaceholder);
  const searches = asked.filter((tool) => stringOf(tool.type).startsWith('web_search'));
  const others = asked.filter((tool) => !searches.includes(tool));
  const functions = others.flatMap((tool) => readTool(tool, writing) ?? []);
  if (maxTools !== undefined && functions.length > maxTools) {
    throw new RequestError(
      'invalid-request',
      `the provider takes at most ${maxTools} tools and the request has ${functions.length}: switch some off`,
    );
  }
  return {
    functions,
    searches,
    isSearchOnly: searches.length > 0 && others.length === 0,
    toolNames: renamedTools(others.map((tool) => stringOf(tool.name)).filter(Boolean)),
  };
}

function readTool(tool: Tool, writing: Writing): FunctionDefinition | undefined {
  const type = stringOf(tool.type) || 'custom';
  const known = clientTools.find(({ prefix }) => type.startsWith(prefix));
  if (tool['cache_control']) writing.lose('cache_control of tools');
  if (tool['input_examples']) writing.lose('input_examples of tools');
  if (known) {
    const { description, properties, required } = known;
    return readFunction(tool, description, { type: 'object', properties, required }, writing);
  }
  if (type === 'custom' || tool.input_schema) {
    return readFunction(tool, tool.description, tool.input_schema, writing);
  }
  writing.lose(`the tool "${type}" works with Anthropic only`);
  return undefined;
}

function readFunction(
  tool: Tool,
  description: string | undefined,
  schema: unknown,
  { quirks, lose }: Writing,
): FunctionDefinition {
  const parameters = writeParameters(schema, quirks.refusedKeywords);
  const strict = tool['strict'] === true && fitsStrict(parameters);
  if (tool['strict'] && !strict) lose('strict of tools whose schema leaves anything optional or open');
  const name = upstreamToolName(stringOf(tool.name));
  return { name, ...(description && { description }), parameters, ...(strict && { strict }) };
}

/** What must be called: as OpenAI says it, or the upstream's name of one tool. */
export type ReadChoice = 'auto' | 'required' | 'none' | { name: string };

const choices: ReadonlyMap<string, ReadChoice> = new Map([
  ['auto', 'auto'],
  ['any', 'required'],
  ['none', 'none'],
]);

/** Reads which tool must be called, of those that are sent, and whether one at a time; nothing where none is sent. */
export function readChoice(
  { tool_choice: choice }: MessagesRequest,
  sent: readonly string[],
  { quirks, lose }: Writing,
): { choice?: ReadChoice; parallel: { parallel_tool_calls?: false } } {
  if (!choice || sent.length === 0) return { parallel: {} };
  const single = choice.disable_parallel_tool_use === true;
  if (single && quirks.noParallelSwitch) lose('disable_parallel_tool_use');
  const parallel = single && !quirks.noParallelSwitch ? ({ parallel_tool_calls: false } as const) : {};
  const word = choices.get(choice.type);
  if (word) return { choice: word, parallel };

  const name = upstreamToolName(stringOf(choice.name));
  if (sent.includes(name)) return { choice: { name }, parallel };
  lose(`tool_choice "${choice.name ?? choice.type}": no such tool could be sent`);
  return { parallel };
}

/** Clients know this pair as a search that ran and failed; a mere missing answer they would take for no results. */
export function refusedSearch(request: MessagesRequest): Block[] {
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
