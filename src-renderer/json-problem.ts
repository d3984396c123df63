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
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: 'problem', problem: placeIn(text, positionIn(text, error)) };
  }
  return isObject(value) ? { kind: 'object', value } : { kind: 'problem', problem: placeIn(text, 0) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Chromium says `at position 12`, Firefox `at line 2 column 3`; what says nothing ended too soon. */
function positionIn(text: string, error: unknown): number {
  const message = error instanceof Error ? error.message : '';
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  const [, line, column] = /at line (\d+) column (\d+)/.exec(message) ?? [];
  if (line === undefined || column === undefined) return text.length;
  const before = text.split('\n').slice(0, Number(line) - 1);
  return before.reduce((length, each) => length + each.length + 1, 0) + Number(column) - 1;
}

function placeIn(text: string, at: number): JsonProblem {
  const before = text.slice(0, at);
  return { at, line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
}
