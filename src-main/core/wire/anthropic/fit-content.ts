import { readTurns } from '../openai-chat/turns.ts';
import { blocksAsText, rewriteBlocks, rewritten, type Lose } from './fit-blocks.ts';
import type { Block, MessageParam, MessagesRequest, Tool } from './messages.ts';

/** System messages become user text where they stand: moving them to the front would spoil the prompt cache. */
export function withoutLaterSystem(request: MessagesRequest): MessagesRequest {
  const messages = rewritten(request.messages, (message) => [
    message.role === 'system' ? asReminder(message) : message,
  ]);
  if (messages === request.messages) return request;
  return {
    ...request,
    messages: readTurns(messages).map(({ role, blocks }) => ({ role, content: blocks })),
  };
}

/** A system message as Claude Code itself tells one to endpoints that take none. */
export function asReminder({ content }: MessageParam): MessageParam {
  const blocks: Block[] = typeof content === 'string' ? [{ type: 'text', text: content }] : content;
  return {
    role: 'user',
    content: blocks.map((block) =>
      typeof block['text'] === 'string'
        ? { ...block, text: `<system-reminder>\n${block['text']}\n</system-reminder>` }
        : block,
    ),
  };
}

/** Images are named in the place where they stood, so that the model knows that it does not see them. */
export function withoutImages(request: MessagesRequest, lose: Lose): MessagesRequest {
  return rewriteBlocks(request, (block) => {
    if (block.type !== 'image') return [block];
    lose('an image was left out: this provider takes no images');
    const { cache_control } = block;
    const text = '[Signalbox left out an image: this provider takes no images.]';
    return [{ type: 'text', text, ...(cache_control !== undefined && { cache_control }) }];
  });
}

/** Documents and search results become text; what holds none is named. */
export function withoutDocuments(request: MessagesRequest, lose: Lose): MessagesRequest {
  return blocksAsText(request, (type) => type === 'document' || type === 'search_result', lose);
}

/** Cache breakpoints go from wherever they may stand. */
export function withoutCacheControl(request: MessagesRequest, lose: Lose): MessagesRequest {
  const { cache_control, ...rest } = rewriteBlocks(request, (block) => [withoutMark(block)]);
  const tools = request.tools && rewritten(request.tools, (tool: Tool) => [withoutMark(tool)]);
  const isSame = cache_control === undefined && tools === request.tools && rest.messages === request.messages;
  if (isSame && rest.system === request.system) return request;
  lose('cache_control: this provider caches by itself or not at all');
  return { ...rest, ...(tools && { tools }) };
}

function withoutMark<Marked extends Block | Tool>(marked: Marked): Marked {
  if (!('cache_control' in marked)) return marked;
  const unmarked = { ...marked };
  delete unmarked['cache_control'];
  return unmarked;
}
