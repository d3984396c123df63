import { applyEdits, visit, type Edit, type Node } from 'jsonc-parser';
import type { ConfigPath } from './config-error.ts';
import { nodeAt, readDocument } from './document.ts';

/**
 * Sets the value at a path in a text of JSON with comments, or removes it for undefined; an index one past the end of a
 * list appends. Every comment outside the value that goes stays, beside what it was written for, which jsonc-parser's
 * own `modify` does not keep up when it removes or appends. The text must be sound. With `before`, the value is new and
 * comes before that sibling.
 */
export function editText(text: string, path: ConfigPath, value: unknown, before?: string | number): string {
  const document = readDocument(text);
  const next = before === undefined ? undefined : nodeAt(document, [...path.slice(0, -1), before]);
  if (next !== undefined) return insertBefore(text, next, path.at(-1) ?? '', value);
  const node = nodeAt(document, path);
  if (node !== undefined)
    return value === undefined ? removeNode(text, node) : replaceNode(text, node, value);
  const last = path.at(-1);
  if (value === undefined || last === undefined) return text;
  const parentPath = path.slice(0, -1);
  const parent = nodeAt(document, parentPath);
  if (parent?.type === 'object' || parent?.type === 'array') return appendTo(text, parent, last, value);
  return editText(text, parentPath, typeof last === 'number' ? [value] : { [last]: value });
}

function replaceNode(text: string, node: Node, value: unknown): string {
  return applyEdits(text, [
    { offset: node.offset, length: node.length, content: write(text, value, indentAt(text, node.offset)) },
  ]);
}

function appendTo(text: string, parent: Node, key: string | number, value: unknown): string {
  const last = parent.children?.at(-1);
  const isOneLine = last !== undefined && !text.slice(parent.offset, endOf(parent)).includes('\n');
  const indent =
    last === undefined ? indentAt(text, parent.offset) + unitOf(text) : indentAt(text, last.offset);
  const written = isOneLine ? JSON.stringify(value) : write(text, value, indent);
  const member = parent.type === 'array' ? written : `${JSON.stringify(key)}: ${written}`;
  const gap = isOneLine ? ' ' : newlineOf(text) + indent;
  return applyEdits(
    text,
    last === undefined ? fill(text, parent, gap + member) : follow(text, last, endOf(parent), gap + member),
  );
}

/** Right behind what stands before it, so that comments above the next one stay with that. */
function insertBefore(text: string, nextValue: Node, key: string | number, value: unknown): string {
  const next = nextValue.parent?.type === 'property' ? nextValue.parent : nextValue;
  const parent = next.parent ?? next;
  const siblings = parent.children ?? [];
  const previous = siblings[siblings.indexOf(next) - 1];
  const isOneLine = !text.slice(parent.offset, endOf(parent)).includes('\n');
  const indent = indentAt(text, next.offset);
  const written = isOneLine ? JSON.stringify(value) : write(text, value, indent);
  const member = parent.type === 'array' ? written : `${JSON.stringify(key)}: ${written}`;
  const content = (isOneLine ? ' ' : newlineOf(text) + indent) + member;
  return applyEdits(
    text,
    previous === undefined
      ? [{ offset: parent.offset + 1, length: 0, content: `${content},` }]
      : follow(text, previous, next.offset, content),
  );
}

function fill(text: string, parent: Node, content: string): Edit[] {
  const start = parent.offset + 1;
  const end = endOf(parent) - 1;
  const closing = newlineOf(text) + indentAt(text, parent.offset);
  const needsLine = !text.slice(start, end).includes('\n');
  return [
    { offset: start, length: 0, content },
    ...(needsLine ? [{ offset: end, length: 0, content: closing }] : []),
  ];
}

/** Behind a member, its comma, and the comments that stand beside it, before whatever begins at `limit`. */
function follow(text: string, member: Node, limit: number, content: string): Edit[] {
  const { commas, comments } = punctuation(text);
  const isBehind = (offset: number) => offset >= endOf(member) && offset < limit;
  const comma = commas.find(isBehind);
  const beside = comments.filter(
    ({ offset }) => isBehind(offset) && !text.slice(endOf(member), offset).includes('\n'),
  );
  const offset = Math.max(endOf(member), comma === undefined ? 0 : comma + 1, ...beside.map(endOf));
  if (comma !== undefined) return [{ offset, length: 0, content: `${content},` }];
  return [
    { offset: endOf(member), length: 0, content: ',' },
    { offset, length: 0, content },
  ];
}

function removeNode(text: string, value: Node): string {
  const node = value.parent?.type === 'property' ? value.parent : value;
  const siblings = node.parent?.children ?? [];
  const index = siblings.indexOf(node);
  const [previous, next] = [siblings[index - 1], siblings[index + 1]];
  const comma = punctuation(text).commas.find((offset) => {
    if (offset >= endOf(node)) return offset < (next?.offset ?? endOf(node.parent ?? node));
    return next === undefined && previous !== undefined && offset >= endOf(previous) && offset < node.offset;
  });
  const without = applyEdits(text, [
    { offset: node.offset, length: node.length, content: '' },
    ...(comma === undefined ? [] : [{ offset: comma, length: 1, content: '' }]),
  ]);
  return withoutBlankLine(
    without,
    comma !== undefined && comma < node.offset ? node.offset - 1 : node.offset,
  );
}

function withoutBlankLine(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset) + 1;
  return end > 0 && text.slice(start, end).trim() === '' ? text.slice(0, start) + text.slice(end) : text;
}

function punctuation(text: string): { commas: number[]; comments: { offset: number; length: number }[] } {
  const commas: number[] = [];
  const comments: { offset: number; length: number }[] = [];
  visit(
    text,
    {
      onSeparator: (character, offset) => void (character === ',' && commas.push(offset)),
      onComment: (offset, length) => void comments.push({ offset, length }),
    },
    { allowTrailingComma: true },
  );
  return { commas, comments };
}

function write(text: string, value: unknown, indent: string): string {
  return JSON.stringify(value, null, unitOf(text)).replaceAll('\n', newlineOf(text) + indent);
}

function endOf({ offset, length }: { offset: number; length: number }): number {
  return offset + length;
}

function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

function unitOf(text: string): string {
  return /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
}

function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
