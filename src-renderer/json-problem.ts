import { parse } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';

/** Where a text stops being JSON. */
export interface JsonProblem {
  /** Characters before it. */
  at: number;
  /** From 1. */
  line: number;
  column: number;
}

type Read = { kind: 'object'; value: Record<string, unknown> } | { kind: 'problem'; problem: JsonProblem };

/** Reads a JSON object, or says where the text is none: at its end where something is missing. */
export function readJsonObject(text: string): Read {
  // The browser's own parser does not always tell the place.
  const value = readJson(text);
  if (isObject(value)) return { kind: 'object', value };
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true });
  return { kind: 'problem', problem: placeIn(text, errors[0]?.offset ?? 0) };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is wrong is looked for below.
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function placeIn(text: string, at: number): JsonProblem {
  const before = text.slice(0, at);
  return { at, line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
}
