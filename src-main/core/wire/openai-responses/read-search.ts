import type { Block } from '../anthropic/messages.ts';
import { recordOf, stringOf } from '../open-fields.ts';
import { searchBlocks, type Citation } from '../openai-chat/read-citations.ts';

/** A search that the upstream ran. */
export interface Search {
  query: string;
  /** Where it looked; empty where that was not told. */
  pages: readonly Citation[];
  hasFailed: boolean;
}

/** Reads a web_search_call; undefined where it opens a page or looks inside one instead of searching. */
export function readSearch(item: Record<string, unknown>): Search | undefined {
  const action = recordOf(item['action']);
  if (action['type'] !== undefined && action['type'] !== 'search') return undefined;
  const { query, queries, sources } = action;
  const urls = Array.isArray(sources) ? sources.map((source) => stringOf(recordOf(source)['url'])) : [];
  return {
    query: stringOf(query) || (Array.isArray(queries) ? queries.map(stringOf).join('; ') : ''),
    pages: urls.filter(Boolean).map((url) => ({ url, title: url })),
    hasFailed: item['status'] === 'failed',
  };
}

/** A search as Anthropic's own would show it; none where it told no pages, which then only the citations tell. */
export function blocksOfSearch({ query, pages, hasFailed }: Search, messageId: string): Block[] {
  const input = query === '' ? {} : { query };
  if (!hasFailed) return searchBlocks(pages, messageId, input);
  const id = messageId.replace(/^msg_/, 'srvtoolu_');
  const content = { type: 'web_search_tool_result_error', error_code: 'unavailable' };
  return [
    { type: 'server_tool_use', id, name: 'web_search', input },
    { type: 'web_search_tool_result', tool_use_id: id, content },
  ];
}
