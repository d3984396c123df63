import type { Block } from '../anthropic/messages.ts';
import { readTaggedSignature } from '../signature.ts';
import { blockText } from './block-text.ts';
import { contentOf, type AssistantMessage, type TextPart, type Writing } from './chat-request.ts';
import { stringOf } from '../open-fields.ts';
import { upstreamToolName } from './tool-names.ts';
import type { ToolPairs } from './tool-pairs.ts';
import { markCache, textParts } from './write-parts.ts';

/** What the model said, thought and called in one turn; undefined where nothing of it can be sent. */
export function writeAssistant(
  blocks: readonly Block[],
  pairs: ToolPairs,
  writing: Writing,
): AssistantMessage | undefined {
  const said = contentOf(writeSaid(blocks, writing));
  const calls = blocks.flatMap((block) => {
    const pair = pairs.ofCall.get(block);
    return pair ? [writeCall(block, pair.id)] : [];
  });
  const reasoning = writeReasoning(blocks, calls.length > 0, writing);
  const content = said.length > 0 ? said : null;
  if (calls.length > 0) return { role: 'assistant', content, tool_calls: calls, ...reasoning };
  return content ? { role: 'assistant', content, ...reasoning } : undefined;
}

function writeCall(block: Block, id: string): NonNullable<AssistantMessage['tool_calls']>[number] {
  const call = {
    name: upstreamToolName(stringOf(block['name'])),
    arguments: JSON.stringify(block['input'] ?? {}),
  };
  return { id, type: 'function', function: call };
}

/**
 * What of the model's turn is text. Texts that follow each other were one text, cut where it was cited or interrupted:
 * they are joined without a gap.
 */
export function writeSaid(blocks: readonly Block[], writing: Writing): TextPart[] {
  const parts: TextPart[] = [];
  let previous: string | undefined;
  for (const block of blocks) {
    const last = parts.at(-1);
    const written = markCache(saidParts(block, writing), block, writing);
    if (last && !last.cache_control && previous === 'text' && block.type === 'text') {
      parts.splice(-1, 1, ...written.map((part) => ({ ...part, text: last.text + part.text })));
    } else {
      parts.push(...written);
    }
    previous = block.type;
  }
  return parts;
}

function saidParts(block: Block, { lose }: Writing): TextPart[] {
  switch (block.type) {
    case 'text':
      if (Array.isArray(block['citations'])) lose('citations of earlier answers');
      return textParts(stringOf(block['text']));
    case 'tool_use':
    case 'thinking':
    case 'redacted_thinking':
      return [];
    default:
      lose(`a block of type "${block.type}" was sent as text`);
      return textParts(blockText(block));
  }
}

/** Reasoning goes back to the vendor it came from and to nobody else: others cannot read it, or would believe it theirs. */
function writeReasoning(
  blocks: readonly Block[],
  hasCalls: boolean,
  writing: Writing,
): Partial<AssistantMessage> {
  const { replay } = writing.quirks;
  const thoughts = blocks.filter((block) => block.type === 'thinking' || block.type === 'redacted_thinking');
  const own = thoughts.flatMap((block) => {
    const signature = readTaggedSignature(block['signature']);
    return replay && signature?.vendor === writing.vendor
      ? [{ text: stringOf(block['thinking']), payload: signature.payload }]
      : [];
  });
  if (own.length < thoughts.length) writing.lose('thinking that came from another vendor');
  if (!replay) return {};

  const text = own.map((thought) => thought.text).join('');
  const details: unknown[] = own.flatMap(({ payload }) => (Array.isArray(payload) ? payload : []));
  if (replay.field === 'reasoning_details' && details.length > 0) return { reasoning_details: details };
  const field = replay.field === 'reasoning_details' ? 'reasoning' : replay.field;
  return text || (hasCalls && replay.onEveryToolTurn) ? { [field]: text } : {};
}
