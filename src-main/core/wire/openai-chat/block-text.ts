import type { Block } from '../anthropic/messages.ts';
import { isRecord, recordOf, stringOf } from '../open-fields.ts';

type Render = (block: Block) => string | undefined;

/** How blocks of server tools read as text, so that a model without those tools still knows what happened. */
const renders: Readonly<Record<string, Render>> = {
  server_tool_use: (block) => `[Called ${stringOf(block['name'])}: ${JSON.stringify(block['input'] ?? {})}]`,
  web_search_tool_result: searchResults,
};

/**
 * A block of a kind that Chat has no place for, as text that a model can read. Attached data and encrypted fields, which
 * only the vendor could use, are named instead of repeated.
 */
export function blockText(block: Block): string {
  const render = Object.hasOwn(renders, block.type) ? renders[block.type] : undefined;
  return render?.(block) ?? `[${block.type}] ${JSON.stringify(block, readable)}`;
}

function searchResults(block: Block): string | undefined {
  const { content } = block;
  const error = recordOf(content)['error_code'];
  if (error !== undefined) return `[Web search failed: ${stringOf(error)}]`;
  if (!Array.isArray(content)) return undefined;
  const lines = content
    .map(recordOf)
    .map((result) => `- ${stringOf(result['title'])}: ${stringOf(result['url'])}`);
  return ['[Web search results]', ...lines].join('\n');
}

function readable(field: string, value: unknown): unknown {
  if (field.startsWith('encrypted_') || field === 'cache_control') return undefined;
  if (!isRecord(value) || value['type'] !== 'base64') return value;
  return `${stringOf(value['media_type'])} data left out`;
}
