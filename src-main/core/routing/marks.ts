import type { IncomingHttpHeaders } from 'node:http';
import type { Block, MessagesRequest } from '../wire/anthropic/messages.ts';

/** What a request shows besides its conversation. */
export interface Showing {
  request: MessagesRequest;
  headers: IncomingHttpHeaders;
  /** The user's last words, or what the client says in their place. */
  prompt: string;
}

/** A sign by which a request is known: when it shows, and how to name it in a sentence. */
interface Mark {
  sign: string;
  shows(showing: Showing): boolean;
}

/** Signs of Claude Code 2.1.329 that a subagent asks (seen). The class comes with the hint headers only, the id always. */
const subagentMarks: readonly Mark[] = [
  { sign: 'Claude Code calls it a subagent', shows: ({ headers }) => hint(headers) === 'subagent' },
  { sign: "Claude Code calls it a workflow's agent", shows: ({ headers }) => hint(headers) === 'workflow' },
  { sign: 'it bears an agent id', shows: ({ headers }) => headers['x-claude-code-agent-id'] !== undefined },
  {
    sign: 'its billing block names a subagent',
    shows: ({ request }) => billing(request).includes('cc_is_subagent=true'),
  },
];

/**
 * Signs of background work. Side questions, searches and the classifier of auto mode are auxiliary too, but somebody
 * waits for them: their `x-claude-1p-request-class` is `main` (seen).
 */
const backgroundMarks: readonly Mark[] = [
  {
    sign: 'Claude Code calls it auxiliary work',
    shows: ({ request, headers }) =>
      hint(headers) === 'auxiliary' &&
      headers['x-claude-1p-request-class'] !== 'main' &&
      request.thinking?.type !== 'disabled',
  },
  { sign: 'it asks for a session title', shows: asksForTitle },
  {
    sign: 'it asks for a suggestion of the next prompt',
    shows: ({ prompt }) => prompt.startsWith('[SUGGESTION MODE:'),
  },
];

const haikuMark: Mark = {
  sign: 'a haiku model was asked for',
  shows: ({ request }) => /haiku/i.test(request.model),
};

/** How a subagent's request is known, or null for any other. */
export function subagentMark(showing: Showing): string | null {
  return firstSign(subagentMarks, showing);
}

/** How background work is known, or null for any other request. */
export function backgroundMark(showing: Showing): string | null {
  return firstSign([...backgroundMarks, haikuMark], showing);
}

/** What kind of request it is, in the words of Claude Code's hint header; told from the rest where that is absent. */
export function requestClass(showing: Showing): string {
  const { request, headers, prompt } = showing;
  const told = hint(headers);
  if (told) return told;
  if (prompt.startsWith('CRITICAL: Respond with TEXT ONLY. Do NOT call any tools.')) return 'compaction';
  if (firstSign(backgroundMarks, showing)) return 'auxiliary';
  if (request.thinking?.type === 'disabled' || isSearch(request)) return 'auxiliary';
  return firstSign(subagentMarks, showing) ? 'subagent' : 'main';
}

/** The type of a tool that searches the web at the provider's, or null. */
export function searchTool({ tools = [] }: MessagesRequest): string | null {
  const types: unknown[] = tools.map(({ type }) => type);
  return (
    types.filter((type) => typeof type === 'string').find((type) => type.startsWith('web_search')) ?? null
  );
}

/** Claude Code's search is a request of its own with this one tool. */
function isSearch(request: MessagesRequest): boolean {
  return request.tools?.length === 1 && searchTool(request) !== null && request.thinking === undefined;
}

/** Titles want a JSON schema, or only say so where beta features are off (both seen); others' schemas are not titles. */
function asksForTitle({ request, headers }: Showing): boolean {
  if (request.thinking !== undefined || (request.tools?.length ?? 0) > 0) return false;
  if (systemTexts(request).some((text) => text.startsWith('You are naming a coding session'))) return true;
  const format = request.output_config?.format;
  if (format?.type !== 'json_schema') return false;
  const isClaudeCode = headers['user-agent']?.startsWith('claude-cli/') || billing(request) !== '';
  return isClaudeCode || JSON.stringify(format).includes('"title":{');
}

function hint(headers: IncomingHttpHeaders): string | undefined {
  const value = headers['x-claude-code-request-class'];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function billing(request: MessagesRequest): string {
  const first = systemTexts(request)[0] ?? '';
  return first.startsWith('x-anthropic-billing-header:') ? first : '';
}

function systemTexts({ system = [] }: MessagesRequest): string[] {
  if (typeof system === 'string') return [system];
  return system.flatMap(({ text }: Block) => (typeof text === 'string' ? [text] : []));
}

function firstSign(marks: readonly Mark[], showing: Showing): string | null {
  return marks.find((mark) => mark.shows(showing))?.sign ?? null;
}
