import type { ResponseFunctionToolCall, ResponseInputItem } from 'openai/resources/responses/responses';
import type { Block, MessageParam } from '../anthropic/messages.ts';
import type { Writing } from '../openai-chat/chat-request.ts';
import { pairTools, type ToolPairs } from '../openai-chat/tool-pairs.ts';
import { readTurns, type Turn } from '../openai-chat/turns.ts';
import { userParts } from '../openai-chat/write-messages.ts';
import { writeTexts } from '../openai-chat/write-parts.ts';
import { resultParts } from '../openai-chat/write-results.ts';
import { writeAssistant } from './write-assistant.ts';
import { inputParts, outputOf, type InputPart } from './write-parts.ts';

/** What the model said; without the id and status that only a stored answer has. */
interface SaidItem {
  type: 'message';
  role: 'assistant';
  content: { type: 'output_text'; text: string }[];
}

/** Reasoning in the vendor's own form, which is replayed and not read. */
interface ReasoningItem {
  type: 'reasoning';
  [field: string]: unknown;
}

/** One item of a Responses request's `input`. */
export type InputItem =
  | { type: 'message'; role: 'user' | 'system' | 'developer'; content: InputPart[] }
  | SaidItem
  | ReasoningItem
  | ResponseFunctionToolCall
  | ResponseInputItem.FunctionCallOutput;

/** The conversation as input items: every turn in its place, and each call's output behind the turn that called. */
export function writeInput(
  messages: readonly MessageParam[],
  laterSystem: 'system' | 'developer',
  writing: Writing,
): InputItem[] {
  const turns = readTurns(messages);
  const pairs = pairTools(turns);
  return turns.flatMap(({ role, blocks }: Turn): InputItem[] => {
    switch (role) {
      case 'assistant':
        return [...writeAssistant(blocks, pairs, writing), ...writeOutputs(blocks, pairs, writing)];
      case 'system':
        return said(laterSystem, inputParts(writeTexts(blocks, writing)));
      default:
        return said('user', inputParts(blocks.flatMap((block) => userParts(block, pairs, writing))));
    }
  });
}

function said(role: 'user' | 'system' | 'developer', content: InputPart[]): InputItem[] {
  return content.length > 0 ? [{ type: 'message', role, content }] : [];
}

function writeOutputs(blocks: readonly Block[], pairs: ToolPairs, writing: Writing): InputItem[] {
  return blocks
    .flatMap((block) => pairs.ofCall.get(block) ?? [])
    .map(({ id, result }) => ({
      type: 'function_call_output',
      call_id: id,
      output: outputOf(resultParts(result, writing)),
    }));
}
