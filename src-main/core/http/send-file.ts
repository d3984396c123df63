import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FileAnswer } from '../api/file-answer.ts';

/**
 * Sends a file as fast as its reader takes it. One that breaks off breaks the connection too, so that nobody takes half
 * a file for a whole one; the error is thrown, unless the reader itself went away.
 */
export async function sendFile(file: FileAnswer, response: ServerResponse): Promise<void> {
  response.setHeader('content-type', file.contentType);
  response.setHeader('content-disposition', `attachment; filename="${file.name}"`);
  try {
    await pipeline(Readable.from(file.chunks), response);
  } catch (error) {
    const isReaderGone =
      error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (!isReaderGone) throw error;
  }
}
