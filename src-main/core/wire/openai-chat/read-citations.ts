import type { Block } from '../anthropic/messages.ts';
import { recordOf, stringOf } from '../open-fields.ts';

/** A page that an answer leans on. */
export interface Citation {
  url: string;
  title: string;
}

/**
 * Reads the `url_citation` annotations that OpenRouter and OpenAI add when the upstream searched the web itself; in
 * Responses the page stands in the annotation itself.
 */
export function readCitations(annotations: unknown): Citation[] {
  if (!Array.isArray(annotations)) return [];
  return annotations
    .map(recordOf)
    .map((annotation) => recordOf(annotation['url_citation'] ?? annotation))
    .filter(({ url }) => stringOf(url) !== '')
    .map(({ url, title }) => ({ url: stringOf(url), title: stringOf(title) || stringOf(url) }));
}

/**
 * The search that the pages came from, as Anthropic's own web search would show it: Claude Code's search request reads
 * its links from the `web_search_tool_result`. Each page stands once.
 */
export function searchBlocks(
  citations: readonly Citation[],
  messageId: string,
  input: Readonly<Record<string, unknown>> = {},
): Block[] {
  if (citations.length === 0) return [];
  const id = messageId.replace(/^msg_/, 'srvtoolu_');
  const titles = new Map(citations.map(({ url, title }) => [url, title]));
  const results = [...titles].map(([url, title]) => ({
    type: 'web_search_result',
    title,
    url,
    encrypted_content: '',
    page_age: null,
  }));
  return [
    { type: 'server_tool_use', id, name: 'web_search', input },
    { type: 'web_search_tool_result', tool_use_id: id, content: results },
  ];
}
