import type { ResponseFunctionToolCall } from 'openai/resources/responses/responses';
import type { Block } from '../anthropic/messages.ts';
import { stringOf } from '../open-fields.ts';
import type { Writing } from '../openai-chat/chat-request.ts';
import { upstreamToolName } from '../openai-chat/tool-names.ts';
import type { ToolPairs } from '../openai-chat/tool-pairs.ts';
import { writeSaid } from '../openai-chat/write-assistant.ts';
import { readTaggedSignature } from '../signature.ts';
import { isReplayable } from './read-reasoning.ts';
import type { InputItem } from './write-input.ts';

/** What the model thought, said and called in one turn, in its order. */
export function writeAssistant(blocks: readonly Block[], pairs: ToolPairs, writing: Writing): InputItem[] {
  const items: InputItem[] = [];
  let texts: Block[] = [];
  const endText = (): void => {
    items.push(...writeMessage(texts, writing));
    texts = [];
  };
  for (const block of blocks) {
    const pair = pairs.ofCall.get(block);
    const item = pair ? writeCall(block, pair.id) : writeReasoning(block, writing);
    if (!item) {
      texts.push(block);
      continue;
    }
    endText();
    items.push(item);
  }
  endText();
  return withoutLooseReasoning(items, writing);
}

function writeMessage(blocks: readonly Block[], writing: Writing): InputItem[] {
  const content = writeSaid(blocks, writing).map(({ text }) => ({ type: 'output_text' as const, text }));
  return content.length > 0 ? [{ type: 'message', role: 'assistant', content }] : [];
}

function writeCall(block: Block, id: string): ResponseFunctionToolCall {
  return {
    type: 'function_call',
    call_id: id,
    name: upstreamToolName(stringOf(block['name'])),
    arguments: JSON.stringify(block['input'] ?? {}),
  };
}

/** Reasoning goes back to the vendor it came from, as it came, and to nobody else: others cannot read it. */
function writeReasoning(block: Block, { vendor, lose }: Writing): InputItem | undefined {
  if (block.type !== 'thinking' && block.type !== 'redacted_thinking') return undefined;
  const signature = readTaggedSignature(block['signature']);
  if (signature?.vendor !== vendor) lose('thinking that came from another vendor');
  else if (isReplayable(signature.payload)) return signature.payload;
  else lose('thinking that came without a form to send it back in');
  return undefined;
}

/** Reasoning that a turn ends with is refused: "provided without its required following item". */
function withoutLooseReasoning(items: readonly InputItem[], { lose }: Writing): InputItem[] {
  const end = items.findLastIndex(({ type }) => type !== 'reasoning') + 1;
  if (end < items.length) lose('thinking that a turn broke off with');
  return items.slice(0, end);
}
