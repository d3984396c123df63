import { isBlock } from '../open-fields.ts';
import { writeTexts } from '../openai-chat/write-parts.ts';
import type { Block, MessagesRequest } from './messages.ts';

/** Notes what could not be carried over; a sentence that comes again counts once. */
export type Lose = (loss: string) => void;

/** A list whose elements were each replaced by any number of others; the same list where nothing changed. */
export function rewritten<Element>(
  list: Element[],
  rewrite: (element: Element) => readonly Element[],
): Element[] {
  const result = list.flatMap((element) => rewrite(element));
  const isSame = result.length === list.length && result.every((element, index) => element === list[index]);
  return isSame ? list : result;
}

/** Replaces blocks wherever they stand: in the system prompt, in messages and in tool results; the same request where none changed. */
export function rewriteBlocks(
  request: MessagesRequest,
  rewrite: (block: Block) => readonly Block[],
): MessagesRequest {
  const rewriteDeep = (block: Block) => rewrite(withInnerBlocks(block, rewrite));
  const messages = rewritten(request.messages, (message) => {
    if (!Array.isArray(message.content)) return [message];
    const content = rewritten(message.content, rewriteDeep);
    return [content === message.content ? message : { ...message, content }];
  });
  const { system } = request;
  const newSystem = Array.isArray(system) ? rewritten(system, rewriteDeep) : system;
  if (messages === request.messages && newSystem === system) return request;
  return { ...request, messages, ...(newSystem !== undefined && { system: newSystem }) };
}

/** Replaces blocks of the given kinds by text that says what they hold. */
export function blocksAsText(
  request: MessagesRequest,
  isMeant: (type: string) => boolean,
  lose: Lose,
): MessagesRequest {
  const writing = { vendor: '', quirks: { cacheControl: true }, lose } as const;
  return rewriteBlocks(request, (block) =>
    isMeant(block.type) ? writeTexts([block], writing).map((part) => ({ ...part })) : [block],
  );
}

function withInnerBlocks(block: Block, rewrite: (block: Block) => readonly Block[]): Block {
  const { content } = block;
  if (block.type !== 'tool_result' || !Array.isArray(content)) return block;
  const values: unknown[] = content;
  const inner = rewritten(values, (value) => (isBlock(value) ? rewrite(value) : [value]));
  return inner === values ? block : { ...block, content: inner };
}
