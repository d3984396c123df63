import type { Block, MessagesRequest } from '../anthropic/messages.ts';
import { contentOf, type ChatMessage, type ChatPart, type TextPart, type Writing } from './chat-request.ts';
import { stringOf } from '../open-fields.ts';
import { pairTools, type ToolPairs } from './tool-pairs.ts';
import { readTurns, type Turn } from './turns.ts';
import { writeAssistant } from './write-assistant.ts';
import { textParts, writeParts, writeTexts } from './write-parts.ts';
import { resultParts, writeResults } from './write-results.ts';

/** A message whose parts are still apart, so that neighbours of the user's can become one. */
type Draft = { role: 'user'; parts: ChatPart[] } | { role: 'other'; message: ChatMessage };

/** Claude Code's own bookkeeping, which changes with every release and would spoil the prompt cache. */
const billing = 'x-anthropic-billing-header:';

/** The conversation as Chat messages: the system prompt, then every turn in its place. */
export function writeMessages(
  request: MessagesRequest,
  instruction: string | undefined,
  writing: Writing,
): ChatMessage[] {
  const turns = readTurns(request.messages);
  const pairs = pairTools(turns);
  const drafts = turns.flatMap((turn) => writeTurn(turn, pairs, writing));
  return [...writeSystem(request.system, instruction, writing), ...settle(drafts)];
}

/** The system prompt without Claude Code's own bookkeeping. */
export function systemParts(system: MessagesRequest['system'], writing: Writing): TextPart[] {
  const kept = Array.isArray(system)
    ? system.filter((block) => !stringOf(block['text']).startsWith(billing))
    : system;
  return writeTexts(kept, writing);
}

function writeSystem(
  system: MessagesRequest['system'],
  instruction: string | undefined,
  writing: Writing,
): ChatMessage[] {
  const parts = [...systemParts(system, writing), ...textParts(instruction ?? '')];
  return parts.length > 0 ? [{ role: 'system', content: contentOf(parts) }] : [];
}

function writeTurn({ role, blocks }: Turn, pairs: ToolPairs, writing: Writing): Draft[] {
  switch (role) {
    case 'assistant':
      return writeAssistantTurn(blocks, pairs, writing);
    case 'system':
      return writeLaterSystem(blocks, writing);
    default:
      return [{ role: 'user', parts: blocks.flatMap((block) => userParts(block, pairs, writing)) }];
  }
}

function writeAssistantTurn(blocks: readonly Block[], pairs: ToolPairs, writing: Writing): Draft[] {
  const said = writeAssistant(blocks, pairs, writing);
  const calls = blocks.flatMap((block) => pairs.ofCall.get(block) ?? []);
  const { messages, media } = writeResults(calls, writing);
  const together = [...(said ? [said] : []), ...messages];
  return [...together.map((message): Draft => ({ role: 'other', message })), { role: 'user', parts: media }];
}

/** Never moved to the front: what stands there is the prefix that the upstream's cache knows. */
function writeLaterSystem(blocks: readonly Block[], writing: Writing): Draft[] {
  const parts = writeTexts(blocks, writing);
  const role = writing.quirks.laterSystem ?? 'system';
  if (role !== 'user') return [{ role: 'other', message: { role, content: contentOf(parts) } }];
  const wrap = (text: string) => `<system-reminder>\n${text}\n</system-reminder>`;
  return [{ role, parts: parts.map((part) => ({ ...part, text: wrap(part.text) })) }];
}

/** What a user's block says, but for results that stand behind their calls. */
export function userParts(block: Block, pairs: ToolPairs, writing: Writing): ChatPart[] {
  if (block.type !== 'tool_result') return writeParts([block], writing);
  if (pairs.answers.has(block)) return [];
  writing.lose('a tool result without a call was sent as user text');
  return [
    ...textParts('[A tool result whose call is not part of this conversation]'),
    ...resultParts(block, writing),
  ];
}

/** Joins what the user says in a row, as strict upstreams want turns to alternate; nothing is left of empty ones. */
function settle(drafts: readonly Draft[]): ChatMessage[] {
  const joined: Draft[] = [];
  for (const draft of drafts) {
    const last = joined.at(-1);
    if (draft.role === 'user' && draft.parts.length === 0) continue;
    if (draft.role === 'user' && last?.role === 'user') last.parts.push(...draft.parts);
    else joined.push(draft);
  }
  return joined.map((draft) =>
    draft.role === 'user' ? { role: 'user', content: contentOf(draft.parts) } : draft.message,
  );
}
