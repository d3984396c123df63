import type { Block } from '../anthropic/messages.ts';
import { isRecord, stringOf } from '../open-fields.ts';
import { blockText } from '../openai-chat/block-text.ts';
import type { ToolPair } from '../openai-chat/tool-pairs.ts';
import { textParts, type Part, type Writing } from './gemini-request.ts';
import { missingSignature, readThoughtSignature } from './signatures.ts';
import { geminiToolName } from './tool-names.ts';

/** What the model said, thought and called in one turn, each signature on the part that it came with. */
export function writeAssistant(
  blocks: readonly Block[],
  pairs: ReadonlyMap<Block, ToolPair>,
  writing: Writing,
): Part[] {
  const parts: Part[] = [];
  const ofCalls = signaturesOfCalls(blocks, writing);
  let ofNextText: string | undefined;
  for (const block of blocks) {
    if (block.type === 'tool_use') {
      parts.push(writeCall(block, pairs.get(block)?.id ?? '', ofCalls.get(stringOf(block['id']))));
      continue;
    }
    if (block.type !== 'thinking') {
      parts.push(...saidParts(block, writing).map((part) => signed(part, ofNextText)));
      ofNextText = undefined;
      continue;
    }
    const thought = readThoughtSignature(block, writing.vendor, writing.model);
    if (thought === undefined || thought === 'unsigned') continue;
    const { signature, on } = thought;
    const last = parts.at(-1);
    const text = stringOf(block['thinking']);
    if (on === 'thought') parts.push({ text, thought: true, thoughtSignature: signature });
    if (on === 'text-behind') ofNextText = signature;
    if (on !== 'text-before') continue;
    if (last?.text !== undefined && !last.thoughtSignature) parts.splice(-1, 1, signed(last, signature));
    else parts.push({ text: '', thoughtSignature: signature });
  }
  return withFirstCallSigned(parts, writing);
}

function signaturesOfCalls(blocks: readonly Block[], { vendor, model, lose }: Writing): Map<string, string> {
  const signatures = new Map<string, string>();
  for (const block of blocks) {
    if (block.type !== 'thinking' && block.type !== 'redacted_thinking') continue;
    const thought = readThoughtSignature(block, vendor, model);
    if (thought === undefined) lose('thinking that came from another model');
    else if (thought !== 'unsigned' && thought.on === 'call') signatures.set(thought.call, thought.signature);
  }
  return signatures;
}

/** From Gemini 3 on a call is refused without its signature; of parallel calls only the first one has any. */
function withFirstCallSigned(parts: readonly Part[], { can, lose }: Writing): Part[] {
  const first = parts.findIndex(({ functionCall }) => functionCall !== undefined);
  if (can.isBefore3 || first === -1 || parts[first]?.thoughtSignature !== undefined) return [...parts];
  lose("a tool call's thought signature: it came from another model or was dropped");
  return parts.map((part, index) => (index === first ? signed(part, missingSignature) : part));
}

function writeCall(block: Block, id: string, signature: string | undefined): Part {
  const args = isRecord(block['input']) ? block['input'] : {};
  return signed({ functionCall: { id, name: geminiToolName(stringOf(block['name'])), args } }, signature);
}

function saidParts(block: Block, { lose }: Writing): Part[] {
  if (block.type === 'redacted_thinking') return [];
  if (block.type === 'text') {
    if (Array.isArray(block['citations'])) lose('citations of earlier answers');
    return textParts(stringOf(block['text']));
  }
  lose(`a block of type "${block.type}" was sent as text`);
  return textParts(blockText(block));
}

function signed(part: Part, signature: string | undefined): Part {
  return signature === undefined ? part : { ...part, thoughtSignature: signature };
}
