import type { Block } from '../anthropic/messages.ts';
import { stringOf } from '../open-fields.ts';
import type { ToolPair } from '../openai-chat/tool-pairs.ts';
import { textParts, type Part, type Writing } from './gemini-request.ts';
import { geminiToolName } from './tool-names.ts';
import { writeParts } from './write-parts.ts';

/** The result of one call, and what it holds that cannot stand inside of it. */
interface WrittenResult {
  response: Part;
  media: Part[];
}

/**
 * The results of one turn's calls, in the order of the calls, then what has no place inside of them: models before
 * Gemini 3 take media only beside the results, and addresses are taken there only.
 */
export function writeResults(
  calls: readonly Block[],
  pairs: ReadonlyMap<Block, ToolPair>,
  writing: Writing,
): { responses: Part[]; media: Part[] } {
  let attachments = 0;
  const written = calls.map((call): WrittenResult => {
    const { id, result } = pairs.get(call) ?? { id: '' };
    const texts: string[] = [];
    const inside: Part[] = [];
    const media: Part[] = [];
    for (const part of resultParts(result, writing)) {
      if (part.text !== undefined) texts.push(part.text);
      else if (part.inlineData && !writing.can.isBefore3) inside.push(part);
      else {
        attachments += 1;
        texts.push(`[Attachment ${attachments} follows the results.]`);
        media.push(...textParts(`[Attachment ${attachments}, returned by the tool call ${id}]`), part);
      }
    }
    const said = texts.join('\n\n') || '[The tool returned nothing but what is attached.]';
    const functionResponse = {
      id,
      name: geminiToolName(stringOf(call['name'])),
      response: result?.['is_error'] === true ? { error: said } : { output: said },
      ...(inside.length > 0 && {
        parts: inside.flatMap(({ inlineData }) => (inlineData ? [{ inlineData }] : [])),
      }),
    };
    return { response: { functionResponse }, media };
  });
  return {
    responses: written.map(({ response }) => response),
    media: written.flatMap(({ media }) => media),
  };
}

/** What a tool returned, or words that say that it returned nothing. */
export function resultParts(result: Block | undefined, writing: Writing): Part[] {
  if (!result) {
    writing.lose('a tool call had no result: the model was told so');
    return textParts('[This call was interrupted and has no result.]');
  }
  if (result['cache_control']) writing.lose('cache_control: this provider caches by itself or not at all');
  const parts = writeParts(result['content'], writing);
  return parts.length > 0 ? parts : textParts('[The tool returned nothing.]');
}
