import type { Block } from '../anthropic/messages.ts';
import type { Lose } from './client-settings.ts';
import { misplaced, type ChatClientPart } from './client-shape.ts';
import { isRecord, recordOf, stringOf } from '../open-fields.ts';

type ReadPart = (part: ChatClientPart, place: string, lose: Lose) => Block[];

const readers: Readonly<Record<string, ReadPart>> = {
  text: (part) => textBlocks(stringOf(part['text'])),
  refusal: (part) => textBlocks(stringOf(part['refusal'])),
  image_url: readImage,
  file: readFile,
  input_audio: (_part, _place, lose) => leftOut('audio', 'Anthropic has no form for it', lose),
};

/** Kinds that are Anthropic's own: some editors send them for models that they take for Claude. */
const anthropicKinds = new Set([
  'image',
  'document',
  'search_result',
  'tool_use',
  'tool_result',
  'thinking',
  'redacted_thinking',
]);

/** Reads a message's content; what cannot be carried is named in its place. Throws RequestError for a broken part. */
export function readParts(
  content: string | readonly ChatClientPart[] | null | undefined,
  place: string,
  lose: Lose,
): Block[] {
  if (typeof content === 'string') return textBlocks(content);
  return (content ?? []).flatMap((part, index) => readPart(part, `${place}.${index}`, lose));
}

/** A text block, or none for an empty text, which Anthropic refuses. */
export function textBlocks(text: string): Block[] {
  return text === '' ? [] : [{ type: 'text', text }];
}

/** Anthropic's cache breakpoint, which clients may set here as with OpenRouter and LiteLLM. */
export function cacheMark({ cache_control: control }: Readonly<Record<string, unknown>>): {
  cache_control?: Record<string, unknown>;
} {
  return isRecord(control) ? { cache_control: control } : {};
}

function readPart(part: ChatClientPart, place: string, lose: Lose): Block[] {
  if (anthropicKinds.has(part.type)) return [part];
  const read = readers[part.type];
  if (!read) return leftOut(`a part of type "${part.type}"`, 'nothing is known of it', lose);
  if (part['prompt_cache_breakpoint']) lose('prompt_cache_breakpoint: cannot be carried to another protocol');
  return read(part, place, lose).map((block) => ({ ...block, ...cacheMark(part) }));
}

function readImage(part: ChatClientPart, place: string, lose: Lose): Block[] {
  const { image_url: image } = part;
  const { url = image, detail = 'auto' } = recordOf(image);
  if (detail !== 'auto') lose('detail of images');
  const source = sourceOf(stringOf(url));
  if (!source) throw misplaced(`${place}.image_url.url`, 'an http address or a data URL in base64');
  return [{ type: 'image', source }];
}

function readFile(part: ChatClientPart, place: string, lose: Lose): Block[] {
  const { file_data: data, file_id: id, filename } = recordOf(part['file']);
  if (id !== undefined && data === undefined)
    return leftOut('a file', 'it is stored elsewhere and known by its id only', lose);
  const source = sourceOf(stringOf(data));
  if (!source) throw misplaced(`${place}.file.file_data`, 'an http address or a data URL in base64');
  const mediaType = source.media_type ?? 'application/pdf';
  if (mediaType.startsWith('image/')) return [{ type: 'image', source }];
  const title = stringOf(filename) && { title: stringOf(filename) };
  if (mediaType === 'application/pdf') return [{ type: 'document', source, ...title }];
  if (!isTextual.test(mediaType))
    return leftOut(`a file of type ${mediaType}`, 'Anthropic has no form for it', lose);
  const text = Buffer.from(source.data ?? '', 'base64').toString();
  return [{ type: 'document', source: { type: 'text', media_type: 'text/plain', data: text }, ...title }];
}

const isTextual = /^text\/|[/+](json|xml|yaml|javascript|typescript)$/;

/** Where an image or a file is, in Anthropic's words. */
interface Source {
  type: 'url' | 'base64';
  url?: string;
  media_type?: string;
  data?: string;
}

function sourceOf(url: string): Source | undefined {
  if (/^https?:\/\//i.test(url)) return { type: 'url', url };
  const comma = url.indexOf(',');
  const [scheme = '', ...flags] = url.slice(0, Math.max(0, comma)).toLowerCase().split(';');
  if (!scheme.startsWith('data:') || flags.at(-1) !== 'base64') return undefined;
  const mediaType = scheme.slice('data:'.length).replace('image/jpg', 'image/jpeg');
  return { type: 'base64', media_type: mediaType, data: url.slice(comma + 1) };
}

function leftOut(what: string, why: string, lose: Lose): Block[] {
  lose(`${what} was left out: ${why}`);
  return textBlocks(`[Signalbox left out ${what}: ${why}.]`);
}
