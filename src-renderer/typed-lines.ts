/** What one line holds, by its place in the entry, and what is accepted there. */
export const lineKinds = {
  wire: 'text',
  baseUrl: 'text',
  projectId: 'text',
  location: 'text',
  serviceAccountFile: 'text',
  command: 'text',
  contextTokens: 'number',
  'timeouts.connectMs': 'number',
  'timeouts.firstByteMs': 'number',
  'timeouts.idleMs': 'number',
  'retry.attempts': 'number',
  'retry.baseMs': 'number',
  'retry.maxMs': 'number',
  'retry.statuses': 'numbers',
  'breaker.failures': 'number',
  'breaker.openMs': 'number',
  'limits.requestsPerMinute': 'number',
  'limits.concurrent': 'number',
  'tls.caFile': 'text',
  proxy: 'text',
} as const;
/** The place of a value that one line holds. */
export type LineField = keyof typeof lineKinds;
/** Every such place. */
export const lineFields = Object.keys(lineKinds).filter((name): name is LineField => name in lineKinds);

/** Lines in which nothing was typed yet. */
export const emptyLines: Record<LineField, string> = {
  wire: '',
  baseUrl: '',
  projectId: '',
  location: '',
  serviceAccountFile: '',
  command: '',
  contextTokens: '',
  'timeouts.connectMs': '',
  'timeouts.firstByteMs': '',
  'timeouts.idleMs': '',
  'retry.attempts': '',
  'retry.baseMs': '',
  'retry.maxMs': '',
  'retry.statuses': '',
  'breaker.failures': '',
  'breaker.openMs': '',
  'limits.requestsPerMinute': '',
  'limits.concurrent': '',
  'tls.caFile': '',
  proxy: '',
};

/** What was typed into a line, as the config has it; what cannot be read stays as it was typed. */
export function readLine(field: LineField, text: string): unknown {
  if (lineKinds[field] === 'text') return text;
  if (lineKinds[field] === 'number') return isNumber(text) ? Number(text) : text;
  return text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((part) => (isNumber(part) ? Number(part) : part));
}

/** Whether a line holds what can be read as meant. */
export function isReadable(field: LineField, text: string): boolean {
  return lineKinds[field] === 'text' || text === '' || !hasText(readLine(field, text));
}

/** Whether a text is a number. */
export function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

/** What a text means as JSON; undefined for what is no JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not finished yet, or forgotten quotes: whoever typed it is told.
    return undefined;
  }
}

function hasText(value: unknown): boolean {
  return (
    typeof value === 'string' || (Array.isArray(value) && value.some((part) => typeof part === 'string'))
  );
}
