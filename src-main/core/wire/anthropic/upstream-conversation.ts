import { isBlock, stringOf } from '../open-fields.ts';
import { pairTools, type ToolPairs } from '../openai-chat/tool-pairs.ts';
import { readTurns, type Turn } from '../openai-chat/turns.ts';
import { bearsOurMark, readTaggedSignature } from '../signature.ts';
import type { Lose } from './fit-blocks.ts';
import { asReminder } from './fit-content.ts';
import type { Block, MessageParam, MessagesRequest } from './messages.ts';

/**
 * A conversation as Anthropic's protocol demands it: system text that comes first in `system`, each turn's tool results
 * together right after their calls, ids that fit it, and no thinking but the target's own.
 */
export function writeConversation(
  request: MessagesRequest,
  vendor: string,
  lose: Lose,
): Pick<MessagesRequest, 'system' | 'messages'> {
  const { leading, rest } = splitLeadingSystem(request.messages);
  const system = [...blocksOf(request.system), ...leading.flatMap(({ content }) => blocksOf(content))];
  const turns = readTurns(rest);
  const pairs = pairTools(turns);
  const written = turns.flatMap((turn) => writeTurn(turn, pairs, vendor, lose));
  const spoken = written.map(({ role, content }) => ({
    role,
    content: blocksOf(content).filter(saysSomething),
  }));
  return {
    ...(system.length > 0 && { system: leading.length > 0 ? system : request.system }),
    messages: joined(placeSystem(joined(spoken))),
  };
}

/** A conversation of system messages only keeps them, as there must be a message. */
function splitLeadingSystem(messages: readonly MessageParam[]): {
  leading: readonly MessageParam[];
  rest: readonly MessageParam[];
} {
  const first = messages.findIndex(({ role }) => role !== 'system');
  return first === -1
    ? { leading: [], rest: messages }
    : { leading: messages.slice(0, first), rest: messages.slice(first) };
}

function writeTurn({ role, blocks }: Turn, pairs: ToolPairs, vendor: string, lose: Lose): MessageParam[] {
  if (role === 'system') return [{ role, content: blocks }];
  if (role === 'user') {
    return [{ role, content: blocks.flatMap((block) => writeUserBlock(block, pairs, lose)) }];
  }
  const said = blocks.flatMap((block) => writeSaid(block, pairs, vendor, lose));
  const results = blocks.flatMap((block) => writeResult(block, pairs, lose));
  return [
    { role, content: said },
    { role: 'user', content: results },
  ];
}

function writeSaid(block: Block, pairs: ToolPairs, vendor: string, lose: Lose): Block[] {
  const pair = pairs.ofCall.get(block);
  if (pair) return [{ ...block, id: pair.id }];
  if (block.type !== 'thinking' || !bearsOurMark(block['signature'])) return [block];
  const tagged = readTaggedSignature(block['signature']);
  if (tagged?.vendor === vendor) return [{ ...block, signature: stringOf(tagged.payload) }];
  lose('thinking that came from another vendor');
  return [];
}

function writeResult(call: Block, pairs: ToolPairs, lose: Lose): Block[] {
  const pair = pairs.ofCall.get(call);
  if (!pair) return [];
  if (pair.result) return [{ ...pair.result, tool_use_id: pair.id }];
  lose('a tool call had no result: the model was told so');
  const content = '[This call was interrupted and has no result.]';
  return [{ type: 'tool_result', tool_use_id: pair.id, content, is_error: true }];
}

function writeUserBlock(block: Block, pairs: ToolPairs, lose: Lose): Block[] {
  if (block.type !== 'tool_result') return [block];
  if (pairs.answers.has(block)) return [];
  lose('a tool result without a call was sent as user text');
  const heading = '[A tool result whose call is not part of this conversation]';
  return [{ type: 'text', text: heading }, ...blocksOf(block['content'])];
}

/**
 * A system message may stand only between what the user said and the model's answer, or at the end
 * (https://platform.claude.com/docs/en/build-with-claude/mid-conversation-system-messages); elsewhere it is user text.
 */
function placeSystem(messages: readonly MessageParam[]): MessageParam[] {
  return messages.map((message, index) => {
    if (message.role !== 'system') return message;
    const isPlaced = messages[index - 1]?.role === 'user' && messages[index + 1]?.role !== 'user';
    return isPlaced ? message : asReminder(message);
  });
}

/** Neighbours of one role as one message; messages that hold nothing are gone. */
function joined(messages: readonly MessageParam[]): MessageParam[] {
  return readTurns(messages).map(({ role, blocks }) => ({ role, content: blocks }));
}

/** Anthropic refuses texts of nothing but white space. */
function saysSomething(block: Block): boolean {
  return block.type !== 'text' || stringOf(block['text']).trim() !== '';
}

function blocksOf(content: unknown): Block[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  return Array.isArray(content) ? content.filter(isBlock) : [];
}
