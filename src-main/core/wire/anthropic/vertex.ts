import { membersOf } from '../json-scanner.ts';
import { applyEdits, type Edit } from './splice.ts';

/** Stands in the body in place of the header (https://docs.cloud.google.com/vertex-ai/generative-ai/docs/partner-models/claude/use-claude). */
const version = '"anthropic_version":"vertex-2023-10-16"';
const replaced = new Set(['model', 'anthropic_version']);

/** The path of a Claude model below Vertex's base URL: it names the model and whether the answer is streamed. */
export function vertexClaudePath(model: string, isStream: boolean): string {
  const id = encodeURIComponent(model).replaceAll('%40', '@');
  return `/publishers/anthropic/models/${id}:${isStream ? 'streamRawPredict' : 'rawPredict'}`;
}

/**
 * A Messages body as Vertex takes it: without `model`, and with the API's version as its first member. All other bytes
 * stay; a body that is no object comes back as it is.
 */
export function vertexClaudeBody(body: Buffer): Buffer {
  return withHead(body, version);
}

/** The same for a body whose tokens are to be counted: there the path is the same for all models, and the body names it. */
export function vertexCountBody(body: Buffer, model: string): Buffer {
  return withHead(body, `${version},"model":${Buffer.from(JSON.stringify(model)).toString('latin1')}`);
}

function withHead(body: Buffer, head: string): Buffer {
  const begin = body.indexOf('{') + 1;
  if (begin === 0 || body.toString('latin1', 0, begin - 1).trim() !== '') return body;
  const members = [...membersOf(body)];
  const edits: Edit[] = [];
  let from = begin;
  let inserted = head;
  for (const { key, end } of members) {
    if (replaced.has(key)) edits.push({ start: from, end, text: inserted });
    else if (inserted !== '') edits.push({ start: begin, end: begin, text: `${inserted},` });
    inserted = '';
    from = end;
  }
  if (members.length === 0) edits.push({ start: begin, end: begin, text: inserted });
  return applyEdits(body, edits);
}
