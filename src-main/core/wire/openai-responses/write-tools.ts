import type { FunctionTool, WebSearchTool } from 'openai/resources/responses/responses';
import type { MessagesRequest, Tool } from '../anthropic/messages.ts';
import { isRecord } from '../open-fields.ts';
import type { Writing } from '../openai-chat/chat-request.ts';
import { readChoice, readTools, refusedSearch, type ReadChoice } from '../openai-chat/request-tools.ts';
import type { WrittenTools as ChatTools } from '../openai-chat/write-tools.ts';
import type { ResponsesQuirks } from './quirks.ts';

/** What becomes of a request's tools. */
export interface WrittenTools extends ChatTools {
  /** What the answer must hold for the tools' sake. */
  include: readonly string[];
}

/** Writes the request's tools; throws RequestError where there are more than the upstream takes. */
export function writeTools(
  request: MessagesRequest,
  { noWebSearch }: ResponsesQuirks,
  writing: Writing,
): WrittenTools {
  const { functions, searches: asked, isSearchOnly, toolNames } = readTools(request, writing);
  if (noWebSearch && asked.length > 0) writing.lose('web search: this provider has none of its own');
  const searches = noWebSearch ? [] : asked.slice(0, 1);
  // A function is strict here unless it says otherwise, and most schemas are not made for that.
  const tools = [
    ...functions.map((called): FunctionTool => ({
      type: 'function',
      strict: false,
      parameters: null,
      ...called,
    })),
    ...searches.map((search) => writeSearch(search, writing)),
  ];
  const names = [...functions, ...searches].map(({ name }) => name);
  const { choice, parallel } = readChoice(request, names, writing);
  const maxUses = searches[0]?.['max_uses'];
  return {
    fields: {
      ...(tools.length > 0 && { tools }),
      ...(choice && { tool_choice: writeChoice(choice, searches) }),
      ...parallel,
      ...(typeof maxUses === 'number' && { max_tool_calls: maxUses }),
    },
    include: searches.length > 0 ? ['web_search_call.action.sources'] : [],
    toolNames,
    prelude: isSearchOnly && noWebSearch ? refusedSearch(request) : [],
    has: hasOf(tools.length, choice),
  };
}

function hasOf(count: number, choice: ReadChoice | undefined): ChatTools['has'] {
  if (count === 0) return 'no-tools';
  return typeof choice === 'object' || choice === 'required' ? 'forced-tool' : 'tools';
}

function writeChoice(choice: ReadChoice, searches: readonly Tool[]): unknown {
  if (typeof choice !== 'object') return choice;
  const isSearch = searches.some(({ name }) => name === choice.name);
  return isSearch ? { type: 'web_search' } : { type: 'function', ...choice };
}

function writeSearch(search: Tool, { lose }: Writing): WebSearchTool {
  const { allowed_domains: domains, blocked_domains: blocked, user_location: location } = search;
  if (Array.isArray(blocked) && blocked.length > 0) lose('blocked_domains of web search');
  return {
    type: 'web_search',
    ...(Array.isArray(domains) && domains.length > 0 && { filters: { allowed_domains: domains } }),
    ...(isRecord(location) && { user_location: location }),
  };
}
