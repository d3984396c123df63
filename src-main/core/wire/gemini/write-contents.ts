import type { Block, MessagesRequest } from '../anthropic/messages.ts';
import { stringOf } from '../open-fields.ts';
import { pairTools, type ToolPairs } from '../openai-chat/tool-pairs.ts';
import { readTurns, type Turn } from '../openai-chat/turns.ts';
import { textParts, type Content, type Part, type Writing } from './gemini-request.ts';
import { writeAssistant } from './write-assistant.ts';
import { writeParts, writeTexts } from './write-parts.ts';
import { resultParts, writeResults } from './write-results.ts';

/** Parts of one side; results stand alone, since from Gemini 3 on anything beside them is refused. */
interface Draft {
  role: 'user' | 'model';
  parts: Part[];
  isAlone?: true;
}

/** Claude Code's own bookkeeping, which changes with every release and would spoil the prompt cache. */
const billing = 'x-anthropic-billing-header:';

/** The system prompt as `systemInstruction`, absent where there is none. */
export function writeSystem(
  { system }: MessagesRequest,
  writing: Writing,
): { systemInstruction?: { parts: Part[] } } {
  const kept = Array.isArray(system)
    ? system.filter((block) => !stringOf(block['text']).startsWith(billing))
    : system;
  const parts = writeTexts(kept, writing).flatMap(textParts);
  return parts.length > 0 ? { systemInstruction: { parts } } : {};
}

/** The conversation, every turn in its place, results directly behind the calls that they answer. */
export function writeContents({ messages }: MessagesRequest, writing: Writing): Content[] {
  const turns = readTurns(messages);
  const pairs = pairTools(turns);
  const drafts: Draft[] = [];
  for (const draft of turns.flatMap((turn) => writeTurn(turn, pairs, writing))) {
    const last = drafts.at(-1);
    if (draft.parts.length === 0) continue;
    if (last?.role === draft.role && !last.isAlone && !draft.isAlone) last.parts.push(...draft.parts);
    else drafts.push(draft);
  }
  return drafts.map(({ role, parts }) => ({ role, parts }));
}

function writeTurn({ role, blocks }: Turn, pairs: ToolPairs, writing: Writing): Draft[] {
  switch (role) {
    case 'assistant': {
      const calls = blocks.filter((block) => block.type === 'tool_use');
      const { responses, media } = writeResults(calls, pairs.ofCall, writing);
      return [
        { role: 'model', parts: writeAssistant(blocks, pairs.ofCall, writing) },
        { role: 'user', parts: responses, isAlone: true },
        { role: 'user', parts: media },
      ];
    }
    case 'system':
      return [{ role: 'user', parts: writeLaterSystem(blocks, writing) }];
    default:
      return [{ role: 'user', parts: blocks.flatMap((block) => userParts(block, pairs, writing)) }];
  }
}

/** Never moved to the front: what stands there is the prefix that the upstream's cache knows. */
function writeLaterSystem(blocks: readonly Block[], writing: Writing): Part[] {
  return writeTexts(blocks, writing).map((text) => ({
    text: `<system-reminder>\n${text}\n</system-reminder>`,
  }));
}

function userParts(block: Block, pairs: ToolPairs, writing: Writing): Part[] {
  if (block.type !== 'tool_result') return writeParts([block], writing);
  if (pairs.answers.has(block)) return [];
  writing.lose('a tool result without a call was sent as user text');
  const failed = block['is_error'] === true ? textParts('[The tool call failed.]') : [];
  return [
    ...textParts('[A tool result whose call is not part of this conversation]'),
    ...failed,
    ...resultParts(block, writing),
  ];
}
