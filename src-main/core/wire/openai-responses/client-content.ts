import type { Block } from '../anthropic/messages.ts';
import { stringOf } from '../open-fields.ts';
import { recordsOf, refusal, textBlocks, type Lose } from './client-reading.ts';

type Part = Readonly<Record<string, unknown>>;
type PartReader = (part: Part, place: string, lose: Lose) => Block[];

const readText: PartReader = ({ text }) => textBlocks(stringOf(text));

const readers: Readonly<Record<string, PartReader>> = {
  input_text: readText,
  output_text: readText,
  text: readText,
  refusal: ({ refusal: said }) => textBlocks(stringOf(said)),
  // Between Codex's agents; plain text unless OpenAI's own models wrote it (seen with 0.169).
  encrypted_content: ({ encrypted_content: text }) => textBlocks(stringOf(text)),
  input_image: readImage,
  input_file: readFile,
};

/** Reads the content of a message or of a tool's output; throws RequestError for files that only OpenAI has. */
export function readContent(content: unknown, place: string, lose: Lose): Block[] {
  if (typeof content === 'string') return textBlocks(content);
  return recordsOf(content).flatMap((part, index) => {
    const type = stringOf(part['type']);
    const read = readers[type];
    if (read !== undefined) return read(part, `${place}[${index}]`, lose);
    lose(`content of type "${type}"`);
    return [];
  });
}

function readImage({ image_url: url, detail = null }: Part, place: string, lose: Lose): Block[] {
  if (detail !== null && detail !== 'auto') lose('detail of images');
  if (typeof url !== 'string')
    throw refusal(place, 'no file is kept here: send image_url, a data: or https: URL');
  return [{ type: 'image', source: sourceOf(url, place) }];
}

function readFile({ file_data: data, file_url: url, filename }: Part, place: string): Block[] {
  const at = data ?? url;
  if (typeof at !== 'string')
    throw refusal(place, 'no file is kept here: send file_data, a data: URL, or file_url');
  const title = typeof filename === 'string' ? { title: filename } : {};
  return [{ type: 'document', source: documentSource(sourceOf(at, place), place), ...title }];
}

interface Source {
  type: string;
  media_type?: string;
  data?: string;
  url?: string;
}

function sourceOf(url: string, place: string): Source {
  if (/^https?:/.test(url)) return { type: 'url', url };
  const comma = url.indexOf(',');
  const [mediaType = '', ...parameters] = url.slice('data:'.length, comma).split(';');
  if (!url.startsWith('data:') || comma === -1 || !parameters.includes('base64')) {
    throw refusal(place, 'expected an https: URL or a data: URL in base64');
  }
  return { type: 'base64', media_type: mediaType, data: url.slice(comma + 1) };
}

function documentSource(source: Source, place: string): Source {
  const { media_type: type = 'application/pdf', data = '' } = source;
  if (type === 'application/pdf') return source;
  if (!/^(text\/|application\/json$)/.test(type))
    throw refusal(place, `${type} is not accepted: PDF and text are`);
  return { type: 'text', media_type: 'text/plain', data: Buffer.from(data, 'base64').toString() };
}
