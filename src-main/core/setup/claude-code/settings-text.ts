import { readDocument } from '../../config/document.ts';
import { isRecord, type Settings } from './places.ts';

/** A settings file as read: what it says, or why nobody can tell. */
export type ReadSettings = { kind: 'sound'; settings: Settings } | { kind: 'malformed'; message: string };

/**
 * Reads the text of a settings file as strictly as Claude Code does, which takes none of a file with comments or
 * trailing commas (seen with 2.1.329). An empty text is an empty file. A message tells line and column, no value.
 */
export function readSettings(text: string): ReadSettings {
  if (text.trim() === '') return { kind: 'sound', settings: {} };
  const [problem] = readDocument(text).problems;
  if (problem !== undefined) {
    const { path, line, column, message } = problem;
    return malformed(`line ${line}, column ${column}: ${path === '' ? '' : `${path}: `}${message}`);
  }
  const value = parse(text);
  if (value === undefined)
    return malformed('Claude Code reads no comments and no trailing commas in its settings');
  return isRecord(value) ? { kind: 'sound', settings: value } : malformed('this is not an object');
}

function malformed(message: string): ReadSettings {
  return { kind: 'malformed', message };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The syntax is sound for JSON with comments, so what JSON itself refuses are those and trailing commas.
    return undefined;
  }
}
