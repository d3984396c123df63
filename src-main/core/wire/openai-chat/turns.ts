import type { Block, MessageParam } from '../anthropic/messages.ts';
import { isBlock } from '../open-fields.ts';

/** What one side says before another speaks: Anthropic reads neighbouring messages of one role as one. */
export interface Turn {
  role: MessageParam['role'];
  blocks: Block[];
}

/** The conversation as turns, without empty texts and without messages that held nothing else. */
export function readTurns(messages: readonly MessageParam[]): Turn[] {
  const turns: Turn[] = [];
  for (const { role, content } of messages) {
    const blocks = blocksOf(content);
    const last = turns.at(-1);
    if (blocks.length === 0) continue;
    if (last?.role === role) last.blocks.push(...blocks);
    else turns.push({ role, blocks });
  }
  return turns;
}

function blocksOf(content: unknown): Block[] {
  const blocks: unknown[] =
    typeof content === 'string' ? [{ type: 'text', text: content }] : [content].flat();
  return blocks.filter(isBlock).filter((block) => block.type !== 'text' || block['text'] !== '');
}
