import type { Block, BlockDelta, Message, MessageEvent, Usage } from '../anthropic/messages.ts';
import { mergeUsage, usageForClient } from '../anthropic/usage.ts';
import type { AnswerWriter } from '../client-wire.ts';
import { recordsOf } from './client-reading.ts';
import type { ItemEvent, ItemFacts, ItemForm, OutputItem, Part } from './client-item.ts';
import { formOf, goesOn, outputId, writeOutput } from './client-output.ts';
import { endingOf, writeResponse, writeUsage, type Ending, type ResponseFacts } from './client-response.ts';

/** Bytes that keep a silent stream alive: a comment, which no reader of events sees. */
export const ping = ': ping\n\n';

/** An item that is being said, and its blocks so far. */
interface OpenItem {
  form: ItemForm;
  id: string;
  parts: Part[];
}

/**
 * Writes an answer as OpenAI's Responses does. An item stays open until the next one begins or the message ends,
 * because several text blocks are one message, and a search waits for what it found.
 */
export class ResponsesAnswer implements AnswerWriter {
  readonly #facts: ResponseFacts;
  readonly #output: OutputItem[] = [];
  #open: OpenItem | undefined;
  #lastBlock: Block | undefined;
  #usage: Usage = {};
  #ending: Ending = endingOf(null);
  #sequence = 0;

  constructor(facts: ResponseFacts) {
    this.#facts = facts;
  }

  event(event: MessageEvent): string {
    if (event.type === 'ping') return ping;
    return this.#eventsFor(event)
      .map((written) => this.#encode(written))
      .join('');
  }

  whole({ content, stop_reason, usage }: Message): object {
    const ending = endingOf(stop_reason);
    const output = writeOutput(content, this.#facts, ending.status === 'completed');
    return writeResponse(this.#facts, { ...ending, output, usage: this.#usageFor(usage) });
  }

  #eventsFor(event: MessageEvent): ItemEvent[] {
    switch (event.type) {
      case 'message_start': {
        this.#usage = event.message.usage;
        const response = writeResponse(this.#facts, { status: 'in_progress', output: [] });
        return [
          { type: 'response.created', response },
          { type: 'response.in_progress', response },
        ];
      }
      case 'content_block_start':
        return this.#begin(event.content_block);
      case 'content_block_delta':
        return this.#grow(event.delta);
      case 'content_block_stop':
        return this.#end();
      case 'message_delta':
        this.#ending = endingOf(event.delta.stop_reason);
        this.#usage = mergeUsage(this.#usage, event.usage);
        return this.#close(this.#ending.status);
      case 'message_stop': {
        const fields = { ...this.#ending, output: this.#output, usage: this.#usageFor(this.#usage) };
        return [{ type: `response.${this.#ending.status}`, response: writeResponse(this.#facts, fields) }];
      }
      default:
        return [];
    }
  }

  #begin(block: Block): ItemEvent[] {
    const isMore = goesOn(this.#lastBlock, block);
    this.#lastBlock = block;
    const events = isMore ? [] : [...this.#close('completed'), ...this.#openFor(block)];
    if (this.#open === undefined) return events;
    this.#open.parts.push({ block, text: '' });
    const begun = this.#open.form.begun?.(this.#open.parts.length - 1) ?? [];
    return [...events, ...this.#placed(this.#open, begun)];
  }

  #openFor(block: Block): ItemEvent[] {
    const form = formOf(block, this.#facts);
    if (form === undefined) return [];
    const id = outputId(form.idPrefix, this.#facts.requestId, this.#output.length);
    this.#open = { form, id, parts: [] };
    const item = form.item([{ block, text: '' }], { id, status: 'in_progress' });
    return [{ type: 'response.output_item.added', output_index: this.#output.length, item }];
  }

  #grow(delta: BlockDelta): ItemEvent[] {
    const open = this.#open;
    const part = open?.parts.at(-1);
    if (open === undefined || part === undefined) return [];
    if (delta.type === 'signature_delta') part.block = { ...part.block, signature: delta.signature };
    if (delta.type === 'citations_delta') {
      part.block = { ...part.block, citations: [...recordsOf(part.block['citations']), delta.citation] };
    }
    const piece = pieceOf(delta);
    if (piece === '') return [];
    const isFirst = part.text === '';
    part.text += piece;
    return this.#placed(open, open.form.grown?.(piece, open.parts.length - 1, isFirst));
  }

  #end(): ItemEvent[] {
    const open = this.#open;
    const part = open?.parts.at(-1);
    if (open === undefined || part === undefined) return [];
    return this.#placed(open, open.form.ended?.(part, open.parts.length - 1));
  }

  #close(status: ItemFacts['status']): ItemEvent[] {
    const open = this.#open;
    if (open === undefined) return [];
    this.#open = undefined;
    const item = open.form.item(open.parts, { id: open.id, status });
    const events = [
      ...this.#placed(open, open.form.done?.()),
      { type: 'response.output_item.done' as const, output_index: this.#output.length, item },
    ];
    this.#output.push(item);
    return events;
  }

  #placed({ id }: OpenItem, events: readonly ItemEvent[] = []): ItemEvent[] {
    return events.map((event) => ({ ...event, item_id: id, output_index: this.#output.length }));
  }

  #usageFor(known: Usage): object {
    return writeUsage(usageForClient(known, this.#facts.estimatedInputTokens));
  }

  #encode({ type, ...fields }: ItemEvent): string {
    const event = { type, sequence_number: this.#sequence, ...fields };
    this.#sequence += 1;
    return `event: ${type}\ndata: ${JSON.stringify(event)}\n\n`;
  }
}

function pieceOf(delta: BlockDelta): string {
  switch (delta.type) {
    case 'text_delta':
      return delta.text;
    case 'thinking_delta':
      return delta.thinking;
    case 'input_json_delta':
      return delta.partial_json;
    default:
      return '';
  }
}
