import { recordOf, stringOf } from '../open-fields.ts';
import type { MessageWriter } from './message-writer.ts';
import type { Block, MessageEvent } from './messages.ts';
import { parseInput } from './tool-input.ts';

/** A block of an upstream's answer while it is being said. */
export interface OpenBlock {
  /** What its beginning amounts to. */
  begin: readonly MessageEvent[];
  delta(delta: Record<string, unknown>): readonly MessageEvent[];
  stop(): readonly MessageEvent[];
}

type Open = (block: Block, key: number, writer: MessageWriter) => OpenBlock;

const kinds: Readonly<Record<string, Open>> = { text: openText, thinking: openThinking, tool_use: openCall };

/** Opens a block that the upstream began; `key` tells the blocks of one answer apart. Blocks may come whole as well as in deltas. */
export function openBlock(block: Block, key: number, writer: MessageWriter): OpenBlock {
  return (kinds[block.type] ?? openOther)(block, key, writer);
}

function openText(block: Block, _key: number, writer: MessageWriter): OpenBlock {
  const citations: unknown[] = Array.isArray(block['citations']) ? [...block['citations']] : [];
  return {
    begin: writer.text(stringOf(block['text'])),
    delta(delta) {
      if ('citation' in delta) citations.push(delta['citation']);
      return writer.text(stringOf(delta['text']));
    },
    // The writer takes what follows a citation for another block, so they come when the text is complete.
    stop: () => citations.flatMap((citation) => writer.citation(recordOf(citation))),
  };
}

function openThinking(block: Block, _key: number, writer: MessageWriter): OpenBlock {
  let signature = stringOf(block['signature']);
  return {
    begin: writer.thinking(stringOf(block['thinking'])),
    delta(delta) {
      signature += stringOf(delta['signature']);
      return writer.thinking(stringOf(delta['thinking']));
    },
    stop: () => (signature === '' ? [] : writer.thinkingSignature(signature)),
  };
}

/** Some endpoints give the whole input at the start, some do and repeat it in deltas: then those count. */
function openCall(block: Block, key: number, writer: MessageWriter): OpenBlock {
  const given = Object.keys(recordOf(block['input'])).length > 0 ? JSON.stringify(block['input']) : '';
  let hasDeltas = false;
  return {
    begin: writer.toolCall({ key, id: stringOf(block['id']), name: stringOf(block['name']) }),
    delta(delta) {
      const piece = stringOf(delta['partial_json']);
      hasDeltas ||= piece !== '';
      return writer.toolCall({ key, arguments: piece });
    },
    stop: () => (hasDeltas ? [] : writer.toolCall({ key, arguments: given })),
  };
}

/** A block of another kind is told as a whole, with what its deltas added: texts grow, other fields are replaced. */
function openOther(block: Block, _key: number, writer: MessageWriter): OpenBlock {
  let whole = block;
  let input = '';
  return {
    begin: [],
    delta({ type: _type, partial_json, ...fields }) {
      input += stringOf(partial_json);
      for (const [field, value] of Object.entries(fields)) {
        const before = whole[field];
        const isMore = typeof before === 'string' && typeof value === 'string';
        whole = { ...whole, [field]: isMore ? before + value : value };
      }
      return [];
    },
    stop: () =>
      writer.block(input === '' ? whole : { ...whole, input: parseInput(stringOf(whole['name']), input) }),
  };
}
