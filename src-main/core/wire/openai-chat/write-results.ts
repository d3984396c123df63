import type { Block } from '../anthropic/messages.ts';
import {
  contentOf,
  isText,
  type ChatMessage,
  type ChatPart,
  type TextPart,
  type Writing,
} from './chat-request.ts';
import type { ToolPair } from './tool-pairs.ts';
import { markCache, textParts, writeParts } from './write-parts.ts';

/**
 * The results of one turn's calls: a tool message for every call, in the order of the calls, then what they hold beside
 * text in one user message, since a tool message takes text only and nothing may stand between them.
 */
export function writeResults(
  pairs: readonly ToolPair[],
  writing: Writing,
): { messages: ChatMessage[]; media: ChatPart[] } {
  const messages: ChatMessage[] = [];
  const media: ChatPart[] = [];
  let attachments = 0;

  for (const { id, result } of pairs) {
    const texts: TextPart[] = [];
    for (const part of resultParts(result, writing)) {
      if (isText(part)) {
        texts.push(part);
        continue;
      }
      attachments += 1;
      texts.push(...textParts(`[Attachment ${attachments} follows in the next user message.]`));
      media.push(...textParts(`[Attachment ${attachments}, returned by the tool call ${id}]`), part);
    }
    messages.push({
      role: 'tool',
      tool_call_id: id,
      content: contentOf(result ? markCache(texts, result, writing) : texts),
    });
  }
  return { messages, media };
}

/** A result's parts, its failure said in words: Chat has no flag for it. */
export function resultParts(result: Block | undefined, writing: Writing): ChatPart[] {
  if (!result) {
    writing.lose('a tool call had no result: the model was told so');
    return textParts('[This call was interrupted and has no result.]');
  }
  const parts = writeParts(result['content'], writing);
  if (result['is_error'] === true) return [...textParts('[The tool call failed.]'), ...parts];
  return parts.length > 0 ? parts : textParts('[The tool returned nothing.]');
}
