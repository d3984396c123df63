import type { Block } from '../anthropic/messages.ts';

/** A block of an answer as far as it is known; `text` is its text, its thinking or its input's JSON. */
export interface Part {
  block: Block;
  text: string;
}

/** What an item says about itself besides its content. */
export interface ItemFacts {
  id: string;
  status: 'in_progress' | 'completed' | 'incomplete';
}

/** An item of an answer's `output`. */
export interface OutputItem {
  type: string;
  id: string;
  [field: string]: unknown;
}

/** An event about an item, without what every such event has. */
export interface ItemEvent {
  type: `response.${string}`;
  [field: string]: unknown;
}

/** How blocks of one kind become an output item: whole, and as events while they grow. `at` counts an item's blocks. */
export interface ItemForm {
  idPrefix: string;
  /** The item that the blocks make, as far as they are known; none before the first one has begun. */
  item(parts: readonly Part[], facts: ItemFacts): OutputItem;
  begun?(at: number): ItemEvent[];
  grown?(piece: string, at: number, isFirst: boolean): ItemEvent[];
  ended?(part: Part, at: number): ItemEvent[];
  /** What is said just before the item is done. */
  done?(): ItemEvent[];
}
