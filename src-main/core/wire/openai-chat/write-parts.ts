import type { Block } from '../anthropic/messages.ts';
import { blockText } from './block-text.ts';
import { isText, type ChatPart, type TextPart, type Writing } from './chat-request.ts';
import { isBlock, recordOf, stringOf } from '../open-fields.ts';
import { upstreamToolName } from './tool-names.ts';

type WritePart = (block: Block, writing: Writing) => ChatPart[];

const writers: Readonly<Record<string, WritePart>> = {
  text: (block) => textParts(stringOf(block['text'])),
  image: writeImage,
  document: writeDocument,
  search_result: writeSearchResult,
  tool_reference: (block) =>
    textParts(`[The tool ${upstreamToolName(stringOf(block['tool_name']))} is available now.]`),
  container_upload: (_block, writing) =>
    leftOut('a file for a container', 'containers are run by Anthropic only', writing),
};

/** Of the table's own entries only: a block may be called `constructor`. */
function writerOf({ type }: Block): WritePart {
  return (Object.hasOwn(writers, type) ? writers[type] : undefined) ?? writeUnknown;
}

/** Content as a user may say it or a tool may return it, in order; what cannot be carried is named in its place. */
export function writeParts(content: unknown, writing: Writing): ChatPart[] {
  if (typeof content === 'string') return textParts(content);
  if (!Array.isArray(content)) return [];
  return content
    .filter(isBlock)
    .flatMap((block) => markCache(writerOf(block)(block, writing), block, writing));
}

/** The same for places that take text only. */
export function writeTexts(content: unknown, writing: Writing): TextPart[] {
  return writeParts(content, writing).flatMap((part) =>
    isText(part) ? [part] : leftOut('an image or file', 'only text can stand there', writing),
  );
}

/** A text part, or none for an empty text, which upstreams refuse. */
export function textParts(text: string): TextPart[] {
  return text === '' ? [] : [{ type: 'text', text }];
}

/** Moves a block's cache breakpoint to the last of its parts, where the upstream takes one. */
export function markCache<Part extends ChatPart>(
  parts: Part[],
  block: Block,
  { quirks, lose }: Writing,
): Part[] {
  const { type, ttl } = recordOf(block['cache_control']);
  const last = parts.at(-1);
  if (typeof type !== 'string' || !last) return parts;
  if (quirks.cacheControl)
    return [
      ...parts.slice(0, -1),
      { ...last, cache_control: typeof ttl === 'string' ? { type, ttl } : { type } },
    ];
  lose('cache_control: this provider caches by itself or not at all');
  return parts;
}

function writeImage(block: Block, writing: Writing): ChatPart[] {
  const source = recordOf(block['source']);
  if (source['type'] === 'base64') return [{ type: 'image_url', image_url: { url: dataUrl(source) } }];
  if (source['type'] === 'url') return [{ type: 'image_url', image_url: { url: stringOf(source['url']) } }];
  return leftOut('an image', 'it is stored at Anthropic and known by its id only', writing);
}

function writeDocument(block: Block, writing: Writing): ChatPart[] {
  const title = stringOf(block['title']);
  const heading = [title && `[Document: ${title}]`, stringOf(block['context'])].filter(Boolean).join('\n');
  return [
    ...textParts(heading),
    ...documentBody(recordOf(block['source']), title || 'document.pdf', writing),
  ];
}

function documentBody(source: Record<string, unknown>, filename: string, writing: Writing): ChatPart[] {
  const { files } = writing.quirks;
  switch (source['type']) {
    case 'text':
      return textParts(stringOf(source['data']));
    case 'content':
      return writeParts(source['content'], writing);
    case 'base64':
      if (files) return [{ type: 'file', file: { filename, file_data: dataUrl(source) } }];
      return leftOut(`the file "${filename}"`, 'this provider takes no files', writing, 'a file');
    case 'url':
      if (files === 'data-or-url')
        return [{ type: 'file', file: { filename, file_data: stringOf(source['url']) } }];
      return leftOut(
        `the file at ${stringOf(source['url'])}`,
        'this provider takes no addresses of files',
        writing,
        'a file',
      );
    default:
      return leftOut('a document', 'it is stored at Anthropic and known by its id only', writing);
  }
}

function writeSearchResult(block: Block, writing: Writing): ChatPart[] {
  const heading = `[Search result: ${stringOf(block['title'])} (${stringOf(block['source'])})]`;
  return [...textParts(heading), ...writeParts(block['content'], writing)];
}

function writeUnknown(block: Block, { lose }: Writing): ChatPart[] {
  lose(`a block of type "${block.type}" was sent as text`);
  return textParts(blockText(block));
}

function leftOut(what: string, why: string, { lose }: Writing, kind = what): TextPart[] {
  lose(`${kind} was left out: ${why}`);
  return textParts(`[Signalbox left out ${what}: ${why}.]`);
}

function dataUrl(source: Record<string, unknown>): string {
  return `data:${stringOf(source['media_type'])};base64,${stringOf(source['data'])}`;
}
