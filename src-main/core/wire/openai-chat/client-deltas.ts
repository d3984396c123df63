import type { Block, BlockDelta, MessageEvent } from '../anthropic/messages.ts';
import { beginCall, continueCall, formOf } from './client-calls.ts';
import { citationOf, pagesOf, writeAnnotations, type CitedText } from './client-citations.ts';
import type { CallForm } from './client-functions.ts';
import { writeRedacted, writeThought } from './client-reasoning.ts';
import { recordOf, stringOf } from '../open-fields.ts';
import type { Citation } from './read-citations.ts';

/** What a chunk adds to the message. */
export type Delta = Readonly<Record<string, unknown>>;

/** An event that tells of a block. */
type BlockEvent = Extract<MessageEvent, { type: `content_block_${string}` }>;

/** Turns the blocks of a streamed answer into deltas. */
export interface DeltaWriter {
  deltas(event: BlockEvent): Delta[];
  /** What can only be said once all text is there: the pages that it leans on. */
  closing(): Delta[];
}

interface OpenBlock {
  block: Block;
  text: number;
  citations: Citation[];
  /** The input so far; kept only where it is sent whole. */
  input: string;
  isInputSent: boolean;
}

/** Makes the writer of one answer; `forms` says how the client knows its tools. */
export function createDeltaWriter(forms: ReadonlyMap<string, CallForm>): DeltaWriter {
  const texts: CitedText[] = [];
  const pages: Citation[] = [];
  let open: OpenBlock = begun({ type: 'text' });
  let thoughts = -1;
  let calls = -1;

  const form = (): CallForm => formOf(stringOf(open.block['name']), forms);
  const isUntold = (): boolean => form() === 'legacy' && calls > 0;

  function start(block: Block): Delta[] {
    open = begun(block);
    pages.push(...pagesOf(block));
    switch (block.type) {
      case 'text':
        return say(stringOf(block['text']));
      case 'thinking':
        thoughts += 1;
        return think(stringOf(block['thinking']));
      case 'redacted_thinking':
        thoughts += 1;
        return [{ reasoning_details: [writeRedacted(thoughts, block)] }];
      case 'tool_use': {
        calls += 1;
        const call = { id: stringOf(block['id']), name: stringOf(block['name']), input: '' };
        return isUntold() ? [] : [beginCall(calls, call, form())];
      }
      default:
        return [];
    }
  }

  function add(delta: BlockDelta): Delta[] {
    switch (delta.type) {
      case 'text_delta':
        return say(delta.text);
      case 'thinking_delta':
        return think(delta.thinking);
      case 'signature_delta':
        return [{ reasoning_details: [writeThought(thoughts, '', delta.signature)] }];
      case 'input_json_delta':
        return addInput(delta.partial_json);
      default:
        open.citations.push(...citationOf(delta.citation));
        return [];
    }
  }

  function say(text: string): Delta[] {
    open.text += text.length;
    return text === '' ? [] : [{ content: text }];
  }

  function think(text: string): Delta[] {
    return text === ''
      ? []
      : [{ reasoning_content: text, reasoning_details: [writeThought(thoughts, text)] }];
  }

  function addInput(json: string): Delta[] {
    if (open.block.type !== 'tool_use' || json === '') return [];
    if (form() === 'custom') {
      open.input += json;
      return [];
    }
    open.isInputSent = true;
    return isUntold() ? [] : [continueCall(calls, json, form())];
  }

  /** A call without arguments still has some for OpenAI: an empty object. */
  function stop(): Delta[] {
    const { block, text: characters, citations, isInputSent, input } = open;
    if (block.type === 'text') texts.push({ characters, citations });
    if (block.type !== 'tool_use' || isInputSent || isUntold()) return [];
    return [continueCall(calls, input || JSON.stringify(recordOf(block['input'])), form())];
  }

  return {
    deltas(event) {
      if (event.type === 'content_block_start') return start(event.content_block);
      return event.type === 'content_block_delta' ? add(event.delta) : stop();
    },
    closing() {
      const annotations = writeAnnotations(texts, pages);
      return annotations.length > 0 ? [{ annotations }] : [];
    },
  };
}

function begun(block: Block): OpenBlock {
  return { block, text: 0, citations: [], input: '', isInputSent: false };
}
