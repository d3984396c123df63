import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { formatPath, type ConfigPath, type ConfigProblem } from './config-error.ts';

/** A config file as written: JSON with comments and trailing commas. */
export interface Document {
  text: string;
  root: Node | undefined;
  /** What keeps the text from being read: broken syntax, a key that stands twice. */
  problems: readonly ConfigProblem[];
}

/** Reads a text without judging what it says. */
export function readDocument(text: string): Document {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const problems = errors.map(({ error, offset }) => ({
    path: '',
    ...positionOf(text, offset),
    message: `this is not JSON with comments (${printParseErrorCode(error)})`,
  }));
  if (problems.length > 0 || root === undefined) return { text, root, problems };
  return { text, root, problems: repeatedKeys(text, root, []) };
}

/** A problem at a path, with the line and column of the nearest thing that is written there. */
export function problemAt(document: Document, path: ConfigPath, message: string): ConfigProblem {
  const nearest = path
    .map((_step, count) => nodeAt(document, path.slice(0, path.length - count)))
    .find((node) => node);
  const written = nearest?.parent?.type === 'property' ? nearest.parent : (nearest ?? document.root);
  return { path: formatPath(path), ...positionOf(document.text, written?.offset ?? 0), message };
}

/** What is written at a path; undefined where nothing is. */
export function nodeAt({ root }: Document, path: ConfigPath): Node | undefined {
  return root && findNodeAtLocation(root, [...path]);
}

/** The value that a node stands for, each of its strings put through `readString`. */
export function valueOf(
  node: Node,
  readString: (text: string, path: ConfigPath) => string,
  path: ConfigPath = [],
): unknown {
  const { children = [] } = node;
  if (node.type === 'string') return readString(String(node.value), path);
  if (node.type === 'array')
    return children.map((child, index) => valueOf(child, readString, [...path, index]));
  if (node.type !== 'object') return node.value;
  return Object.fromEntries(
    members(node).map(([key, value]) => [key, valueOf(value, readString, [...path, key])]),
  );
}

/** The members of an object's node, in the order of the text. */
function members(node: Node): [string, Node][] {
  return (node.children ?? []).flatMap(({ children: [key, value] = [] }): [string, Node][] =>
    key === undefined || value === undefined ? [] : [[String(key.value), value]],
  );
}

/** JSON lets a key stand twice and the last one win, which would drop a user's setting in silence. */
function repeatedKeys(text: string, node: Node, path: ConfigPath): ConfigProblem[] {
  if (node.type === 'array') {
    return (node.children ?? []).flatMap((child, index) => repeatedKeys(text, child, [...path, index]));
  }
  const seen = new Set<string>();
  return members(node).flatMap(([key, value]) => {
    const here = [...path, key];
    const isRepeated = seen.has(key);
    seen.add(key);
    const below = repeatedKeys(text, value, here);
    if (!isRepeated) return below;
    const position = positionOf(text, value.parent?.offset ?? value.offset);
    return [
      { path: formatPath(here), ...position, message: 'this key stands twice: keep one of the two' },
      ...below,
    ];
  });
}

function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
