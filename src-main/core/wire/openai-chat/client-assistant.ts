import type { Block } from '../anthropic/messages.ts';
import { readParts, textBlocks } from './client-parts.ts';
import { readReasoning } from './client-reasoning.ts';
import type { Lose } from './client-settings.ts';
import type { ChatClientMessage } from './client-shape.ts';
import { isRecord, stringOf } from '../open-fields.ts';

type AssistantMessage = Extract<ChatClientMessage, { role: 'assistant' }>;
type ToolCall = NonNullable<AssistantMessage['tool_calls']>[number];

interface Reading {
  place: string;
  /** The id of a legacy function call, which has none. */
  functionId: string;
  lose: Lose;
}

/** Reads what the model said, thought and called; nothing is left of a message that only thinks. */
export function readAssistant(message: AssistantMessage, { place, functionId, lose }: Reading): Block[] {
  const { content, tool_calls: calls, function_call: legacy } = message;
  if (message['audio']) lose('audio was left out: Anthropic has no form for it');
  const said = [
    ...readParts(content, `${place}.content`, lose),
    ...textBlocks(stringOf(message['refusal'])),
    ...(calls ?? []).map((call) => readCall(call, lose)),
    ...(legacy
      ? [toolUse(functionId, legacy.name, readArguments(legacy.name, legacy['arguments'], lose))]
      : []),
  ];
  return said.length > 0 ? [...readReasoning(message, lose), ...said] : [];
}

/** A call's id in the characters that Anthropic takes; the same for the call and its result. */
export function toolId(id: string): string {
  return id.replaceAll(/[^a-zA-Z0-9_-]/g, '_');
}

/** A freeform tool is known here by one string; an unnamed call does not pass the body's check. */
function readCall({ id, function: called, custom }: ToolCall, lose: Lose): Block {
  if (custom) return toolUse(toolId(id), custom.name, { input: stringOf(custom['input']) });
  const name = called?.name ?? '';
  return toolUse(toolId(id), name, readArguments(name, called?.['arguments'], lose));
}

function toolUse(id: string, name: string, input: unknown): Block {
  return { type: 'tool_use', id, name, input };
}

/** Arguments are JSON in a string, with some clients an object; Anthropic takes objects only. */
function readArguments(name: string, given: unknown, lose: Lose): Record<string, unknown> {
  const text = typeof given === 'string' ? given : JSON.stringify(given ?? {});
  const input = text.trim() === '' ? {} : parsed(text);
  if (isRecord(input)) return input;
  lose(`arguments of ${name} that are not a JSON object were sent as text`);
  return { arguments: text };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A model wrote it: what it meant is for the next model to say.
    return undefined;
  }
}
