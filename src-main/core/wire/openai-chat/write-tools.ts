import type { ChatCompletionFunctionTool } from 'openai/resources/chat/completions';
import type { Block, MessagesRequest } from '../anthropic/messages.ts';
import type { Writing } from './chat-request.ts';
import { readChoice, readTools, refusedSearch } from './request-tools.ts';

/** What becomes of a request's tools. */
export interface WrittenTools {
  /** `tools`, `tool_choice`, `parallel_tool_calls` and the upstream's own search, as far as each applies. */
  fields: Record<string, unknown>;
  toolNames: ReadonlyMap<string, string>;
  /** Stands before the answer when all that was asked for is a search that nobody runs. */
  prelude: readonly Block[];
  has: 'no-tools' | 'tools' | 'forced-tool';
}

/** Writes the request's tools; throws RequestError where there are more than the upstream takes. */
export function writeTools(request: MessagesRequest, writing: Writing): WrittenTools {
  const { webSearch } = writing.quirks;
  const { functions, searches, isSearchOnly, toolNames } = readTools(request, writing);
  const tools = functions.map((called): ChatCompletionFunctionTool => ({
    type: 'function',
    function: called,
  }));
  const names = functions.map(({ name }) => name);
  const { choice, parallel } = readChoice(request, names, writing);
  const isOne = typeof choice === 'object';

  const searchFields = searches.length > 0 && webSearch ? webSearch : {};
  if (searches.length > 0 && !webSearch) writing.lose('web search: this provider has none of its own');
  if (searches.some((tool) => tool['allowed_domains'] ?? tool['blocked_domains'])) {
    writing.lose('domains of web search');
  }
  return {
    fields: {
      ...(tools.length > 0 && { tools }),
      ...(choice && { tool_choice: isOne ? { type: 'function', function: choice } : choice }),
      ...parallel,
      ...searchFields,
    },
    toolNames,
    prelude: isSearchOnly && !webSearch ? refusedSearch(request) : [],
    has: tools.length === 0 ? 'no-tools' : isOne || choice === 'required' ? 'forced-tool' : 'tools',
  };
}
