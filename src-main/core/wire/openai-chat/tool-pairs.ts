import type { Block } from '../anthropic/messages.ts';
import type { Turn } from './turns.ts';
import { stringOf } from '../open-fields.ts';
import { stableHash } from './stable-hash.ts';

/** A tool call with the id that it has upstream, and the result that belongs to it, wherever that stood. */
export interface ToolPair {
  id: string;
  result?: Block;
}

/** Which results answer which calls; a result that is not among `answers` has no call before it. */
export interface ToolPairs {
  ofCall: ReadonlyMap<Block, ToolPair>;
  answers: ReadonlySet<Block>;
}

/** OpenAI refuses ids over 40 characters (seen in its own error, 2026-07), which other vendors make. */
const acceptedId = /^[a-zA-Z0-9_-]{1,40}$/;

/**
 * Pairs each call with the first result that names its id after it. Calls that share an id, or have none, get one of
 * their own, in their order; the ids depend on the conversation alone, so that prompts stay cacheable.
 */
export function pairTools(turns: readonly Turn[]): ToolPairs {
  const ofCall = new Map<Block, ToolPair>();
  const answers = new Set<Block>();
  const waiting = new Map<string, ToolPair[]>();
  const taken = new Set<string>();

  for (const { role, blocks } of turns) {
    for (const block of blocks) {
      if (role === 'assistant' && block.type === 'tool_use') {
        const given = stringOf(block['id']);
        const pair: ToolPair = { id: freeId(given, taken) };
        taken.add(pair.id);
        ofCall.set(block, pair);
        waiting.set(given, [...(waiting.get(given) ?? []), pair]);
      } else if (role === 'user' && block.type === 'tool_result') {
        const pair = waiting.get(stringOf(block['tool_use_id']))?.shift();
        if (!pair) continue;
        pair.result = block;
        answers.add(block);
      }
    }
  }
  return { ofCall, answers };
}

function freeId(id: string, taken: ReadonlySet<string>): string {
  if (acceptedId.test(id) && !taken.has(id)) return id;
  for (let copy = 1; ; copy += 1) {
    const minted = `call_${stableHash(`${id}#${copy}`, 24)}`;
    if (!taken.has(minted)) return minted;
  }
}
