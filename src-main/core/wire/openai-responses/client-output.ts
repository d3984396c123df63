import type { Block } from '../anthropic/messages.ts';
import { stringOf } from '../open-fields.ts';
import { callForm, searchForm } from './client-call-items.ts';
import type { ItemForm, OutputItem, Part } from './client-item.ts';
import { messageForm, reasoningForm } from './client-said-items.ts';
import type { ClientTool } from './client-tools.ts';

/** The names that an answer needs: its own, from which its items' are made, and those of the client's tools. */
export interface OutputNames {
  requestId: string;
  tools: ReadonlyMap<string, ClientTool>;
}

/** The form of the item that a block begins, or undefined for blocks that the protocol has no item for. */
export function formOf(block: Block, { tools }: OutputNames): ItemForm | undefined {
  const name = stringOf(block['name']);
  switch (block.type) {
    case 'text':
      return messageForm;
    case 'thinking':
    case 'redacted_thinking':
      return reasoningForm;
    case 'tool_use':
      return callForm(tools.get(name) ?? { kind: 'function', name });
    case 'server_tool_use':
      return name === 'web_search' ? searchForm : undefined;
    default:
      return undefined;
  }
}

/** Whether a block belongs to the item that the one before it began: more text, or what a search found. */
export function goesOn(last: Block | undefined, next: Block): boolean {
  if (next.type === 'web_search_tool_result')
    return last?.type === 'server_tool_use' && last['name'] === 'web_search';
  return next.type === 'text' && last?.type === 'text';
}

/** The id of an answer's item, or with `resp` and no place that of the answer itself. */
export function outputId(prefix: string, requestId: string, place?: number): string {
  const answer = `${prefix}_${requestId.replace(/^req_/, '')}`;
  return place === undefined ? answer : `${answer}_${place}`;
}

/** The items of a whole answer; the last one is incomplete where the answer is. */
export function writeOutput(blocks: readonly Block[], names: OutputNames, isWhole: boolean): OutputItem[] {
  const groups: { form: ItemForm; parts: Part[] }[] = [];
  let last: Block | undefined;
  for (const block of blocks) {
    const form = formOf(block, names);
    if (goesOn(last, block)) groups.at(-1)?.parts.push(partOf(block));
    else if (form !== undefined) groups.push({ form, parts: [partOf(block)] });
    last = block;
  }
  return groups.map(({ form, parts }, place) => {
    const status = isWhole || place < groups.length - 1 ? 'completed' : 'incomplete';
    return form.item(parts, { id: outputId(form.idPrefix, names.requestId, place), status });
  });
}

function partOf(block: Block): Part {
  const { text, thinking, input } = block;
  return { block, text: stringOf(text ?? thinking) || (input === undefined ? '' : JSON.stringify(input)) };
}
