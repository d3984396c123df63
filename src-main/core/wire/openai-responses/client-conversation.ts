import type { Block, MessageParam } from '../anthropic/messages.ts';

interface Turn extends MessageParam {
  content: Block[];
}

/**
 * Gathers items into turns: what one role says in a row is one turn, and the results of a turn's calls stand directly
 * behind it, before anything else that the user says there.
 */
export class Conversation {
  readonly #system: Block[] = [];
  readonly #turns: Turn[] = [];
  readonly #callers = new Map<unknown, Turn>();

  /** What was said before anyone spoke: the system prompt. */
  get system(): readonly Block[] {
    return this.#system;
  }

  get messages(): MessageParam[] {
    return this.#turns;
  }

  /** Adds instructions: to the system prompt as long as nobody has spoken, later in their place. */
  instruct(blocks: readonly Block[]): void {
    if (this.#turns.length === 0) this.#system.push(...blocks);
    else this.say('system', blocks);
  }

  say(role: MessageParam['role'], blocks: readonly Block[]): void {
    if (blocks.length > 0) this.#turnOf(role).content.push(...blocks);
  }

  /** Adds a `tool_use` block. */
  call(block: Block): void {
    const turn = this.#turnOf('assistant');
    turn.content.push(block);
    this.#callers.set(block['id'], turn);
  }

  /** Adds a `tool_result` block; one whose call is not there stands where it came. */
  result(block: Block): void {
    const caller = this.#callers.get(block['tool_use_id']);
    if (caller === undefined) return this.say('user', [block]);
    const behind = this.#turns.lastIndexOf(caller) + 1;
    const next = this.#turns[behind];
    if (next?.role !== 'user') {
      this.#turns.splice(behind, 0, { role: 'user', content: [block] });
      return;
    }
    const after = next.content.findIndex(({ type }) => type !== 'tool_result');
    next.content.splice(after === -1 ? next.content.length : after, 0, block);
  }

  #turnOf(role: MessageParam['role']): Turn {
    const last = this.#turns.at(-1);
    if (last?.role === role) return last;
    const turn: Turn = { role, content: [] };
    this.#turns.push(turn);
    return turn;
  }
}
