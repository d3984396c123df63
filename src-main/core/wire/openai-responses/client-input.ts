import { stringOf } from '../open-fields.ts';
import { callForms, kindOfItem, type CallKind } from './client-calls.ts';
import { readContent } from './client-content.ts';
import { Conversation } from './client-conversation.ts';
import { readReasoning } from './client-reasoning.ts';
import { recordsOf, refusal, textBlocks, type Lose } from './client-reading.ts';
import { readTools, toolName } from './client-tools.ts';

type Item = Readonly<Record<string, unknown>>;

/** Said where a request leans on what an earlier one left behind. */
export const keepsNothing = 'Signalbox keeps no conversations: send the whole input with store: false';

interface Reading {
  conversation: Conversation;
  place: string;
  lose: Lose;
}

/** Items that declare tools in the midst of the input; they are read by {@link toolsInInput}. */
const declaring = new Set(['additional_tools', 'tool_search_output']);

const readers: Readonly<Record<string, (item: Item, reading: Reading) => void>> = {
  message: readMessage,
  // What one of Codex's agents says to another (seen with 0.169).
  agent_message: ({ content }, { conversation, place, lose }) =>
    conversation.say('user', readContent(content, `${place}.content`, lose)),
  reasoning: (item, { conversation }) => conversation.say('assistant', [readReasoning(item)]),
  function_call_output: readOutput,
  custom_tool_call_output: readOutput,
  local_shell_call_output: readOutput,
  tool_search_output: ({ tools, ...item }, reading) => {
    const names = readTools(recordsOf(tools), () => {}).tools.map(({ name }) => name);
    readOutput(
      { ...item, output: names.length > 0 ? `Found: ${names.join(', ')}` : 'Nothing found' },
      reading,
    );
  },
  web_search_call: ({ action }, { conversation }) => {
    const { query, url } = recordsOf([action])[0] ?? {};
    conversation.say('assistant', textBlocks(`[Searched the web: ${stringOf(query ?? url)}]`));
  },
  additional_tools: () => {},
  item_reference: (_item, { place }) => {
    throw refusal(place, keepsNothing);
  },
};

/** The input's items: a bare string is what the user says. */
export function itemsOf(input: unknown): Item[] {
  return typeof input === 'string' ? [{ role: 'user', content: input }] : recordsOf(input);
}

/** The tools that items declare: Codex's for newer models, and those that a search found. */
export function toolsInInput(items: readonly Item[]): unknown[] {
  return items.flatMap(({ type, tools }) => (declaring.has(stringOf(type)) ? recordsOf(tools) : []));
}

/** Reads the input into turns; throws RequestError for what only a server with a memory could answer. */
export function readInput(items: readonly Item[], lose: Lose): Conversation {
  const conversation = new Conversation();
  items.forEach((item, index) => {
    const type = stringOf(item['type'] ?? 'message');
    const reading = { conversation, place: `input[${index}]`, lose };
    const kind = kindOfItem(type);
    const read = readers[type];
    if (kind !== undefined) readCall(kind, item, reading);
    else if (read !== undefined) read(item, reading);
    else lose(`input of type "${type}"`);
  });
  return conversation;
}

function readMessage({ role, content }: Item, { conversation, place, lose }: Reading): void {
  const blocks = readContent(content, `${place}.content`, lose);
  switch (role) {
    case 'user':
    case 'assistant':
      conversation.say(role, blocks);
      break;
    case 'system':
    case 'developer': {
      const texts = blocks.filter(({ type }) => type === 'text');
      if (texts.length < blocks.length) lose('images and files in instructions');
      conversation.instruct(texts);
      break;
    }
    default:
      throw refusal(`${place}.role`, 'expected user, assistant, system or developer');
  }
}

function readCall(kind: CallKind, item: Item, { conversation }: Reading): void {
  const name = toolName(stringOf(item['name']) || kind, stringOf(item['namespace']));
  conversation.call({ type: 'tool_use', id: callId(item), name, input: callForms[kind].readInput(item) });
}

function readOutput(item: Item, { conversation, place, lose }: Reading): void {
  const { output } = item;
  const content = typeof output === 'string' ? output : readContent(output, `${place}.output`, lose);
  conversation.result({ type: 'tool_result', tool_use_id: callId(item), content });
}

/** The same for a call and its result, in the characters that Anthropic's protocol allows. */
function callId({ call_id: id, id: itemId }: Item): string {
  return stringOf(id ?? itemId).replace(/[^a-zA-Z0-9_-]/g, '_');
}
