import type { Block, MessageParam } from '../anthropic/messages.ts';
import { readAssistant, toolId } from './client-assistant.ts';
import { readParts } from './client-parts.ts';
import type { Lose } from './client-settings.ts';
import { misplaced, type ChatClientMessage } from './client-shape.ts';

/** A conversation in Anthropic's shapes. */
export interface ReadConversation {
  system: Block[];
  messages: MessageParam[];
}

/**
 * Reads a client's messages. System text before anything else is the system prompt; later it stays in its place.
 * Results that follow each other become one message. Throws RequestError where nothing is said at all.
 */
export function readMessages(given: readonly ChatClientMessage[], lose: Lose): ReadConversation {
  const system: Block[] = [];
  const messages: MessageParam[] = [];
  let results: Block[] | undefined;
  let functionCalls = 0;

  for (const [index, message] of given.entries()) {
    const place = `messages.${index}`;
    if (message.role === 'assistant' && message.function_call) functionCalls += 1;
    const functionId = `call_function_${functionCalls}`;
    if (message['name'] !== undefined && message.role !== 'function') lose('names of participants');

    if (message.role === 'tool' || message.role === 'function') {
      const id = message.role === 'tool' ? toolId(message.tool_call_id) : functionId;
      const content = readParts(message.content, `${place}.content`, lose);
      const result = { type: 'tool_result', tool_use_id: id, ...(content.length > 0 && { content }) };
      if (results) results.push(result);
      else messages.push({ role: 'user', content: (results = [result]) });
      continue;
    }
    const content =
      message.role === 'assistant'
        ? readAssistant(message, { place, functionId, lose })
        : readParts(message.content, `${place}.content`, lose);
    if (content.length === 0) continue;
    const role = message.role === 'developer' ? 'system' : message.role;
    if (role === 'system' && messages.length === 0) system.push(...content);
    else messages.push({ role, content });
    results = undefined;
  }
  return messages.length > 0 ? { system, messages } : asUser(system, lose);
}

/** OpenAI answers to instructions alone; Anthropic wants somebody to have spoken. */
function asUser(system: Block[], lose: Lose): ReadConversation {
  const last = system.at(-1);
  if (!last) throw misplaced('messages', 'a message that is not empty');
  lose('the last system text was sent as the user, who said nothing');
  return { system: system.slice(0, -1), messages: [{ role: 'user', content: [last] }] };
}
