import { stripVTControlCharacters } from 'node:util';
import { isRecord } from '../open-fields.ts';

/** A line of the CLI's `stream-json`, or undefined for what something else has printed between them. */
export function readCliLine(line: string): Record<string, unknown> | undefined {
  const bare = stripVTControlCharacters(line).trim();
  if (!bare.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(bare);
    return isRecord(value) ? value : undefined;
  } catch {
    // Words that happen to begin with a brace.
    return undefined;
  }
}

const answering: readonly unknown[] = ['stream_event', 'assistant', 'result'];

/** Whether a line belongs to the answer: before it the CLI tells about itself, also while nobody answers it. */
export function isAnswerLine(line: Record<string, unknown>): boolean {
  return answering.includes(line['type']);
}

/** Whether a line is the last one of a run: after it the process ends by itself. */
export function isLastLine(line: Record<string, unknown>): boolean {
  return line['type'] === 'result';
}
