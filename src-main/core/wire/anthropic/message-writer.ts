import { UpstreamProtocolError } from '../../errors.ts';
import type { AnswerContext } from '../wire.ts';
import {
  closingDeltaOf,
  deltaOf,
  isFinished,
  takeCitations,
  type CallDraft,
  type Draft,
  type TextDraft,
  type ThinkingDraft,
} from './block-draft.ts';
import type { Block, Message, MessageEvent, StopReason, TextBlock, Usage } from './messages.ts';
import { createToolIds } from './tool-ids.ts';

/** What an upstream said of one tool call: all of it, or any part of it. */
export interface ToolCallPiece {
  /** Tells the calls of one answer apart. */
  key: number;
  id?: string;
  name?: string;
  /** The next characters of the arguments' JSON. */
  arguments?: string;
}

/** How an answer ends. */
interface Ending {
  stopReason: StopReason;
  /** The stop sequence that the upstream ran into, where it told. */
  stopSequence?: string | null;
  usage: Usage;
}

/**
 * Owns the grammar of a streamed answer: a wire says what the model said, in any order, and gets the events of a valid
 * stream. One block is open at a time, and the next opens when it closes. A tool call closes once its arguments are a
 * whole JSON object and something waits behind it, else at the end; until then what follows is held back, so that
 * nothing is lost or split. Arguments that never become JSON are passed on as they are.
 */
export class MessageWriter {
  readonly #context: AnswerContext;
  readonly #toolId: (given: string | undefined) => string;
  readonly #calls = new Map<number, CallDraft>();
  /** The first is the one that is open, if any is. */
  readonly #queue: Draft[] = [];
  #isOpen = false;
  #index = 0;
  #hasCalled = false;

  constructor(context: AnswerContext) {
    this.#context = context;
    this.#toolId = createToolIds(context.messageId);
  }

  /** Begins the message, with the estimate of its input and the blocks that come before the model's own. */
  start(): MessageEvent[] {
    const { messageId: id, model, estimatedInputTokens, prelude } = this.#context;
    const usage: Usage = { input_tokens: estimatedInputTokens, output_tokens: 0 };
    const unfinished = { content: [], stop_reason: null, stop_sequence: null, usage };
    const message: Message = { id, type: 'message', role: 'assistant', model, ...unfinished };
    return [{ type: 'message_start', message }, ...prelude.flatMap((block) => this.block(block))];
  }

  text(text: string): MessageEvent[] {
    if (text === '') return [];
    this.#lastText(false).held += text;
    return this.#advance();
  }

  /** Adds a citation to the text so far; text that follows it begins a block of its own. */
  citation(citation: Record<string, unknown>): MessageEvent[] {
    const draft = this.#lastText(true);
    draft.citations.push(citation);
    draft.isSealed = true;
    return this.#advance();
  }

  thinking(text: string): MessageEvent[] {
    if (text === '') return [];
    this.#lastThinking().held += text;
    return this.#advance();
  }

  /** Ends the thinking so far with what its vendor wants back; where there was none, an empty block carries it. */
  thinkingSignature(payload: unknown): MessageEvent[] {
    const draft = this.#lastThinking();
    draft.payload = payload;
    draft.isSealed = true;
    return this.#advance();
  }

  /** Adds to a call; throws UpstreamProtocolError when it goes on after its block had to be closed. */
  toolCall(piece: ToolCallPiece): MessageEvent[] {
    const call = this.#callOf(piece.key);
    const more = piece.arguments ?? '';
    if (call.isClosed && more.trim() !== '') {
      throw new UpstreamProtocolError(`the arguments of ${call.name ?? 'a tool'} went on after their end`);
    }
    call.id ??= piece.id;
    call.name ??= piece.name;
    call.input += more;
    call.held += more;
    return this.#advance();
  }

  /** Adds a block that is known whole. */
  block(block: Block): MessageEvent[] {
    if (isText(block)) return this.text(block.text);
    this.#queue.push({ kind: 'whole', held: 'input' in block ? JSON.stringify(block['input']) : '', block });
    return this.#advance();
  }

  /**
   * Ends the message. A tool call makes the reason `tool_use`, whatever the upstream called it. `usage` holds what the
   * upstream told and no more. Throws UpstreamProtocolError for a call that never got a name.
   */
  finish({ stopReason, stopSequence = null, usage }: Ending): MessageEvent[] {
    const events = this.#advance(true);
    const delta = { stop_reason: this.#hasCalled ? 'tool_use' : stopReason, stop_sequence: stopSequence };
    events.push({ type: 'message_delta', delta, usage }, { type: 'message_stop' });
    return events;
  }

  #lastText(isSealedToo: boolean): TextDraft {
    const last = this.#queue.at(-1);
    if (last?.kind === 'text' && (isSealedToo || !last.isSealed)) return last;
    const draft: TextDraft = { kind: 'text', held: '', citations: [], isSealed: false };
    this.#queue.push(draft);
    return draft;
  }

  #lastThinking(): ThinkingDraft {
    const last = this.#queue.at(-1);
    if (last?.kind === 'thinking' && !last.isSealed) return last;
    const draft: ThinkingDraft = { kind: 'thinking', held: '', payload: null, isSealed: false };
    this.#queue.push(draft);
    return draft;
  }

  #callOf(key: number): CallDraft {
    const known = this.#calls.get(key);
    if (known !== undefined) return known;
    const call: CallDraft = {
      kind: 'call',
      held: '',
      input: '',
      id: undefined,
      name: undefined,
      isClosed: false,
    };
    this.#calls.set(key, call);
    this.#queue.push(call);
    return call;
  }

  /** Opens, fills and closes blocks in order, as far as what is known allows; at the end, all of them. */
  #advance(isEnd = false): MessageEvent[] {
    const events: MessageEvent[] = [];
    for (let draft = this.#queue[0]; draft !== undefined; draft = this.#queue[0]) {
      const index = this.#index;
      if (!this.#isOpen) {
        if (draft.kind === 'call' && draft.name === undefined) {
          if (!isEnd) break;
          throw new UpstreamProtocolError('the upstream called a tool without saying which');
        }
        events.push({ type: 'content_block_start', index, content_block: this.#opening(draft) });
        this.#isOpen = true;
      }
      if (draft.held !== '') events.push({ type: 'content_block_delta', index, delta: deltaOf(draft) });
      draft.held = '';
      events.push(
        ...takeCitations(draft).map((delta): MessageEvent => ({ type: 'content_block_delta', index, delta })),
      );
      if (!isEnd && !isFinished(draft, this.#queue.length > 1)) break;
      const closing = closingDeltaOf(draft, this.#context.vendor);
      if (closing !== undefined) events.push({ type: 'content_block_delta', index, delta: closing });
      events.push({ type: 'content_block_stop', index });
      if (draft.kind === 'call') draft.isClosed = true;
      this.#queue.shift();
      this.#isOpen = false;
      this.#index += 1;
    }
    return events;
  }

  #opening(draft: Draft): Block {
    if (draft.kind === 'text') return { type: 'text', text: '' };
    if (draft.kind === 'thinking') return { type: 'thinking', thinking: '', signature: '' };
    if (draft.kind === 'whole') return 'input' in draft.block ? { ...draft.block, input: {} } : draft.block;
    this.#hasCalled = true;
    const name = draft.name ?? '';
    return {
      type: 'tool_use',
      id: this.#toolId(draft.id),
      name: this.#context.toolNames.get(name) ?? name,
      input: {},
    };
  }
}

function isText(block: Block): block is TextBlock {
  return block.type === 'text' && typeof block['text'] === 'string';
}
