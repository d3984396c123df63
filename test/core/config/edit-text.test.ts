import * as fc from 'fast-check';
import { findNodeAtLocation, parse, parseTree, visit, type ParseError } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { editText } from '../../../src-main/core/config/edit-text.ts';

const file = `// mine
{
  /* first */ "a": 1, // one
  "list": [
    "x", // ex
    "y" // why
  ],
  "line": { "k": [] }, // short
  // last
  "b": {
    "c": true, // see
  },
}
`;

describe('a change', () => {
  test('of a value leaves everything around it', () => {
    expect(editText(file, ['a'], 2)).toBe(file.replace('1, // one', '2, // one'));
  });

  test('that adds a member puts it behind the comment beside the last one', () => {
    expect(editText(file, ['b', 'd'], 'new')).toBe(
      file.replace('"c": true, // see\n', '"c": true, // see\n    "d": "new",\n'),
    );
  });

  test('that appends to a list adds the comma where the last member ends', () => {
    expect(editText(file, ['list', 2], 'z')).toBe(file.replace('"y" // why\n', '"y", // why\n    "z"\n'));
  });

  test('that adds to an object on one line keeps it on one line', () => {
    expect(editText(file, ['line', 'l'], { m: 1 })).toBe(
      file.replace('"k": [] }', '"k": [], "l": {"m":1} }'),
    );
  });

  test('that comes before a member stands behind what precedes that, comments and all', () => {
    expect(editText(file, ['list', 1], 'new', 1)).toBe(file.replace('// ex\n', '// ex\n    "new",\n'));
    expect(editText(file, ['list', 0], 'new', 0)).toBe(file.replace('[\n', '[\n    "new",\n'));
    expect(editText('{ "a": [1, 2 /* two */] }', ['a', 1], 9, 1)).toBe('{ "a": [1, 9, 2 /* two */] }');
    expect(editText(file, ['new'], 1, 'b')).toContain('}, // short\n  "new": 1,\n  // last\n  "b"');
  });

  test('below what is not there makes the way to it', () => {
    expect(editText('{}', ['routes', 'think'], null)).toBe('{\n  "routes": {\n    "think": null\n  }\n}');
    expect(editText('{ // nothing yet\n}', ['list', 0], 1)).toBe(
      '{\n  "list": [\n    1\n  ] // nothing yet\n}',
    );
  });

  test('that removes the last member takes the comma before it, and its line', () => {
    expect(editText('{\n  "a": 1, // one\n  "b": 2\n}', ['b'], undefined)).toBe('{\n  "a": 1 // one\n}');
  });

  test('that removes a member from the middle keeps the comments of its neighbours', () => {
    expect(editText(file, ['list', 0], undefined)).toBe(file.replace('"x", // ex', ' // ex'));
  });

  test('that removes what is not there is none', () => {
    expect(editText(file, ['b', 'none', 'at all'], undefined)).toBe(file);
  });

  test('keeps tabs and the line ends of other systems', () => {
    expect(editText('{\r\n\t"a": 1\r\n}', ['b'], [1])).toBe(
      '{\r\n\t"a": 1,\r\n\t"b": [\r\n\t\t1\r\n\t]\r\n}',
    );
  });
});

describe('whatever is changed', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'providers', 'id', 'a "quoted" // key');
  const scalar = fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.string());
  const { value: json } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      scalar,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 3 }),
    ),
  }));
  const documents = fc.record({
    value: fc.dictionary(key, json, { maxKeys: 4 }),
    layout: fc.array(fc.constantFrom('', ' ', '\n', '\t', '// #, "a": 1 }\n', '/* #, ] */'), {
      minLength: 3,
      maxLength: 9,
    }),
    trailing: fc.boolean(),
  });
  const newValues = fc.oneof(json, fc.constant(undefined));

  test('the new value is there, nothing else changed, and every comment outside of it stayed', () => {
    fc.assert(
      fc.property(
        documents,
        fc.nat(),
        newValues,
        key,
        ({ value, layout, trailing }, pick, newValue, newKey) => {
          const text = write(value, layout, trailing);
          const paths = [...everyPath(value), [newKey]];
          const path = paths[pick % paths.length] ?? [];
          const edited = editText(text, path, newValue);

          const errors: ParseError[] = [];
          expect(parse(edited, errors, { allowTrailingComma: true })).toEqual(setIn(value, path, newValue));
          expect(errors).toEqual([]);
          expect(comments(edited)).toEqual(commentsOutside(text, path, newValue === undefined));
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** Writes JSON with blanks and numbered comments, as `layout` has them in turn, at every place that may hold some. */
function write(value: unknown, layout: readonly string[], trailing: boolean): string {
  let turn = 0;
  const gap = () => {
    turn += 1;
    return (layout[turn % layout.length] ?? '').replace('#', `#${turn}`);
  };
  const list = (open: string, parts: string[], close: string) =>
    open +
    parts.map((part) => gap() + part + gap()).join(',') +
    (trailing && parts.length > 0 ? `,${gap()}` : gap()) +
    close;
  const one = (item: unknown): string => {
    if (Array.isArray(item)) return list('[', item.map(one), ']');
    if (typeof item !== 'object' || item === null) return JSON.stringify(item);
    return list(
      '{',
      Object.entries(item).map(([key, child]) => `${JSON.stringify(key)}${gap()}:${gap()}${one(child)}`),
      '}',
    );
  };
  return gap() + one(value) + gap();
}

/** The path of every value, and in each list that of one more. */
function everyPath(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  const inside = (children: Iterable<[string | number, unknown]>) =>
    [...children].flatMap(([step, child]) => [[...path, step], ...everyPath(child, [...path, step])]);
  if (Array.isArray(value)) return [...inside(value.entries()), [...path, value.length]];
  return typeof value === 'object' && value !== null ? inside(Object.entries(value)) : [];
}

/** What a change amounts to, on plain values. */
function setIn(whole: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const isRemoval = value === undefined && rest.length === 0;
  if (Array.isArray(whole)) {
    const before = whole.slice(0, Number(step));
    const after = whole.slice(Number(step) + 1);
    return [...before, ...(isRemoval ? [] : [setIn(whole[Number(step)], rest, value)]), ...after];
  }
  const { [String(step)]: old, ...others } = Object(whole);
  return isRemoval ? others : { ...others, [String(step)]: setIn(old, rest, value) };
}

function comments(text: string): string[] {
  return [...placedComments(text).values()];
}

function commentsOutside(text: string, path: (string | number)[], isRemoved: boolean): string[] {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const value = root && findNodeAtLocation(root, path);
  const gone = isRemoved && value?.parent?.type === 'property' ? value.parent : value;
  const isInside = (offset: number) =>
    gone !== undefined && offset >= gone.offset && offset < gone.offset + gone.length;
  return [...placedComments(text)].filter(([offset]) => !isInside(offset)).map(([, comment]) => comment);
}

function placedComments(text: string): Map<number, string> {
  const found = new Map<number, string>();
  visit(text, {
    onComment: (offset, length) => void found.set(offset, text.slice(offset, offset + length).trim()),
  });
  return found;
}
