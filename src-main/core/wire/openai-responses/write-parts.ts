import type {
  ResponseInputFile,
  ResponseInputImage,
  ResponseInputText,
} from 'openai/resources/responses/responses';
import { contentOf, type ChatPart } from '../openai-chat/chat-request.ts';

/** A piece of what a user says or a tool returns. */
export type InputPart = ResponseInputText | ResponseInputImage | ResponseInputFile;

/** Chat's parts under the names that they have in Responses. */
export function inputParts(parts: readonly ChatPart[]): InputPart[] {
  return parts.map((part) => {
    if (part.type === 'text') return { type: 'input_text', text: part.text };
    if (part.type === 'image_url')
      return { type: 'input_image', image_url: part.image_url.url, detail: 'auto' };
    return inputFile(part.file);
  });
}

/** What a function returned: text as one string, all else natively. */
export function outputOf(parts: readonly ChatPart[]): string | InputPart[] {
  const content = contentOf(parts);
  return typeof content === 'string' ? content : inputParts(content);
}

/** A file by its address has no name beside it, since the two exclude each other. */
function inputFile({
  filename,
  file_data: data = '',
}: {
  filename?: string;
  file_data?: string;
}): ResponseInputFile {
  if (!data.startsWith('data:')) return { type: 'input_file', file_url: data };
  return { type: 'input_file', ...(filename !== undefined && { filename }), file_data: data };
}
