import type { Block } from '../anthropic/messages.ts';
import { isBlock, recordOf, stringOf } from '../open-fields.ts';
import { blockText } from '../openai-chat/block-text.ts';
import { textParts, type Part, type Writing } from './gemini-request.ts';
import { geminiToolName } from './tool-names.ts';

type WritePart = (block: Block, writing: Writing) => Part[];

const writers: ReadonlyMap<string, WritePart> = new Map([
  ['text', (block) => textParts(stringOf(block['text']))],
  ['image', (block, writing) => writeSource(recordOf(block['source']), 'an image', writing)],
  ['document', writeDocument],
  ['search_result', writeSearchResult],
  [
    'tool_reference',
    (block) => textParts(`[The tool ${geminiToolName(stringOf(block['tool_name']))} is available now.]`),
  ],
  [
    'container_upload',
    (_block, writing) => leftOut('a file for a container', 'containers are run by Anthropic only', writing),
  ],
]);

/** What the upstream takes as data (https://ai.google.dev/gemini-api/docs/file-input-methods), by a file's ending. */
const mediaTypes: ReadonlyMap<string, string> = new Map([
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['webp', 'image/webp'],
  ['heic', 'image/heic'],
  ['heif', 'image/heif'],
  ['pdf', 'application/pdf'],
  ['txt', 'text/plain'],
]);
const acceptedTypes = new Set(mediaTypes.values());

/** Content as a user may say it or a tool may return it, in order; what cannot be carried is named in its place. */
export function writeParts(content: unknown, writing: Writing): Part[] {
  if (typeof content === 'string') return textParts(content);
  if (!Array.isArray(content)) return [];
  return content.filter(isBlock).flatMap((block) => {
    if (block['cache_control']) writing.lose('cache_control: this provider caches by itself or not at all');
    return (writers.get(block.type) ?? writeUnknown)(block, writing);
  });
}

/** The texts of content for places that take nothing else. */
export function writeTexts(content: unknown, writing: Writing): string[] {
  return writeParts(content, writing).map(({ text }) => {
    if (text === undefined) writing.lose('an image or file was left out: only text can stand there');
    return text ?? '[Signalbox left out an image or file: only text can stand there.]';
  });
}

function writeDocument(block: Block, writing: Writing): Part[] {
  const title = stringOf(block['title']);
  const heading = [title && `[Document: ${title}]`, stringOf(block['context'])].filter(Boolean).join('\n');
  return [...textParts(heading), ...writeSource(recordOf(block['source']), 'a file', writing)];
}

function writeSource(source: Record<string, unknown>, what: string, writing: Writing): Part[] {
  const mimeType = stringOf(source['media_type']);
  const uri = stringOf(source['url']);
  switch (source['type']) {
    case 'text':
      return textParts(stringOf(source['data']));
    case 'content':
      return writeParts(source['content'], writing);
    case 'base64':
      if (acceptedTypes.has(mimeType)) return [{ inlineData: { mimeType, data: stringOf(source['data']) } }];
      return leftOut(`${what} of type ${mimeType}`, 'this provider does not read that type', writing);
    case 'url': {
      const type = mediaTypes.get(/\.(\w+)(?:[?#]|$)/.exec(uri)?.[1]?.toLowerCase() ?? '');
      if (type) return [{ fileData: { fileUri: uri, mimeType: type } }];
      return leftOut(`${what} at ${uri}`, 'its address does not end in a type that is read', writing, what);
    }
    default:
      return leftOut(what, 'it is stored at Anthropic and known by its id only', writing);
  }
}

function writeSearchResult(block: Block, writing: Writing): Part[] {
  const heading = `[Search result: ${stringOf(block['title'])} (${stringOf(block['source'])})]`;
  return [...textParts(heading), ...writeParts(block['content'], writing)];
}

function writeUnknown(block: Block, { lose }: Writing): Part[] {
  lose(`a block of type "${block.type}" was sent as text`);
  return textParts(blockText(block));
}

function leftOut(what: string, why: string, { lose }: Writing, kind = what): Part[] {
  lose(`${kind} was left out: ${why}`);
  return textParts(`[Signalbox left out ${what}: ${why}.]`);
}
