import type { Block, MessagesRequest } from '../wire/anthropic/messages.ts';

/** A tag that names the target of a subagent's requests. */
export interface SubagentTag {
  /** What stands between the tag's ends. */
  target: string;
  /** The whole tag, which must not reach the upstream. */
  text: string;
}

const names = ['CCM-SUBAGENT-MODEL', 'CCR-SUBAGENT-MODEL'];
const longestTarget = 300;

/** Finds the first tag in the system prompt or the first two user messages; null where there is none. */
export function findSubagentTag({ system = [], messages }: MessagesRequest): SubagentTag | null {
  const inSystem = findInContent(system);
  if (inSystem) return inSystem;
  let userMessages = 0;
  for (const { role, content } of messages) {
    if (role !== 'user') continue;
    const found = findInContent(content);
    if (found) return found;
    if (++userMessages === 2) return null;
  }
  return null;
}

function findInContent(content: string | readonly Block[]): SubagentTag | null {
  if (typeof content === 'string') return findInText(content);
  for (const { type, text } of content) {
    const found = type === 'text' && typeof text === 'string' ? findInText(text) : null;
    if (found) return found;
  }
  return null;
}

function findInText(text: string): SubagentTag | null {
  for (const name of names) {
    const start = text.indexOf(`<${name}>`);
    if (start < 0) continue;
    const inner = start + name.length + 2;
    const end = text.indexOf(`</${name}>`, inner);
    if (end < 0 || end - inner > longestTarget) continue;
    const target = text.slice(inner, end).trim();
    if (target) return { target, text: text.slice(start, end + name.length + 3) };
  }
  return null;
}
