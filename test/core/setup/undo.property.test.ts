import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClaudeCodeWanted } from '../../../src-main/contract/claude-code.ts';
import { machine, token, type Given } from './given.ts';

/** Each run writes to the disk and waits for it. */
const numRuns = Number(process.env['SIGNALBOX_TEST_RUNS'] ?? 40);
const timeoutMs = 300_000;

type Settings = Record<string, unknown>;

const ourVariables = [
  'ANTHROPIC_BASE_URL',
  'ANTHROPIC_AUTH_TOKEN',
  'CLAUDE_CODE_GATEWAY_HINT_HEADERS',
  'CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY',
  'ANTHROPIC_DEFAULT_HAIKU_MODEL',
  'CLAUDE_CODE_MAX_CONTEXT_TOKENS',
  'CLAUDE_CODE_DISABLE_1M_CONTEXT',
];
const headers = 'ANTHROPIC_CUSTOM_HEADERS';

const name = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...ourVariables) },
  fc.constantFrom('FOO', 'PATH_LIKE', 'ANTHROPIC_MODEL'),
);
const value = fc.oneof(
  fc.constantFrom(
    '1',
    '0',
    'https://api.example.com',
    'http://user:pass@10.0.0.1/',
    'sk-ant-of-the-user',
    'http://localhost:3456',
    'smart',
  ),
  fc.string({ maxLength: 8 }),
  fc.integer(),
  fc.constant(null),
);
const headerText = fc
  .array(fc.constantFrom('x-one: 1', 'X-Two: b', '', 'x-signalbox-token: of-another-one'), { maxLength: 3 })
  .filter((lines) => lines.filter((line) => line.startsWith('x-signalbox')).length < 2)
  .map((lines) => lines.join('\n'));
const env = fc
  .tuple(
    fc.dictionary(name, value, { maxKeys: 6, noNullPrototype: true }),
    fc.option(headerText, { nil: undefined }),
  )
  .map(([variables, text]) => (text === undefined ? variables : { ...variables, [headers]: text }));
const settings = fc.record(
  {
    env,
    permissions: fc.constantFrom({ allow: ['Bash'] }, {}),
    statusLine: fc.constantFrom({ type: 'command', command: 'mine' }, null),
    model: fc.constant('opus'),
  },
  { requiredKeys: [], noNullPrototype: true },
);
/** Ordinary layouts; what one line is separated by is not told apart there. */
const layout = fc.record({
  indent: fc.constantFrom<string | number>(2, 4, '\t'),
  newline: fc.constantFrom('\n', '\r\n'),
  end: fc.constantFrom('', '\n'),
  mark: fc.constantFrom('', '\uFEFF'),
});
const wanted: fc.Arbitrary<ClaudeCodeWanted> = fc.record(
  {
    mode: fc.constantFrom('token' as const, 'login' as const),
    aliases: fc.constantFrom({ haiku: 'small' }, { haiku: null }),
    contextTokens: fc.constantFrom(200_000, 2_000_000, null),
    statusLine: fc.boolean(),
  },
  { requiredKeys: [] },
);
/** What a user does to the file between our writes. */
type Edit =
  | { kind: 'set'; name: string; value: unknown }
  | { kind: 'remove'; name: string }
  | { kind: 'line'; line: string };
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    kind: fc.constant('set' as const),
    name,
    value: fc.constantFrom('edited', 'https://elsewhere.example', ''),
  }),
  fc.record({ kind: fc.constant('remove' as const), name: fc.oneof(name, fc.constant(headers)) }),
  fc.record({ kind: fc.constant('line' as const), line: fc.constantFrom('x-added: 2', 'x-more: 3') }),
);

function write(
  content: Settings,
  style: { indent: string | number | undefined; newline: string; end: string; mark: string },
): string {
  const { indent, newline, end, mark } = style;
  return mark + (JSON.stringify(content, null, indent) + end).replaceAll('\n', newline);
}

async function parsed(given: Given): Promise<Settings> {
  return JSON.parse(((await given.read()) ?? '{}').replace(/^\uFEFF/, '')) as Settings;
}

function envOf({ env: block }: Settings): Settings {
  return typeof block === 'object' && block !== null ? { ...block } : {};
}

/** The same edit on the file with our values in it, and on the model of what must be left without us. */
function edited(from: Settings, change: Edit): Settings {
  const block = envOf(from);
  if (change.kind === 'set') block[change.name] = change.value;
  if (change.kind === 'remove') delete block[change.name];
  if (change.kind === 'line') {
    const before = block[headers];
    block[headers] = typeof before === 'string' && before !== '' ? `${before}\n${change.line}` : change.line;
  }
  return { ...from, env: block };
}

async function onMachine(work: (given: Given) => Promise<void>): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'signalbox-undo-'));
  try {
    await work(machine(home, home));
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

describe('whatever stood in the settings', () => {
  test(
    'an undo right after any number of set-ups gives the file back, byte for byte',
    async () => {
      const ground = fc.tuple(settings, layout, fc.array(wanted, { minLength: 1, maxLength: 3 }));
      await fc.assert(
        fc.asyncProperty(ground, async ([before, style, asked]) =>
          onMachine(async (given) => {
            const text = write(before, style);
            await given.write(text);
            for (const each of asked) await given.setup.apply(each);
            await given.setup.undo({});
            expect(await given.read()).toBe(text);
            expect(given.secrets.values.size).toBe(0);
          }),
        ),
        { numRuns },
      );
    },
    timeoutMs,
  );

  test(
    'no edit of the user is lost, and no value of ours stays',
    async () => {
      const ground = fc.tuple(
        settings,
        fc.oneof(
          layout,
          layout.map((style) => ({ ...style, indent: undefined })),
        ),
        fc.array(fc.tuple(wanted, fc.array(edit, { maxLength: 4 })), { minLength: 1, maxLength: 3 }),
      );
      await fc.assert(
        fc.asyncProperty(ground, async ([before, style, rounds]) =>
          onMachine(async (given) => {
            await given.write(write(before, style));
            let expected = before;
            for (const [asked, edits] of rounds) {
              await given.setup.apply(asked);
              for (const change of edits) {
                await given.write(write(edited(await parsed(given), change), style));
                expected = edited(expected, change);
              }
            }
            await given.setup.undo({});
            const after = await parsed(given);
            expect(without(after)).toEqual(without(expected));
            expect(JSON.stringify(after)).not.toContain(token);
          }),
        ),
        { numRuns },
      );
    },
    timeoutMs,
  );

  test(
    'applying twice changes nothing the second time',
    async () => {
      await fc.assert(
        fc.asyncProperty(settings, layout, wanted, async (before, style, asked) =>
          onMachine(async (given) => {
            await given.write(write(before, style));
            await given.setup.apply(asked);
            const once = await given.read();
            expect((await given.setup.apply(asked)).changes).toEqual([]);
            expect(await given.read()).toBe(once);
          }),
        ),
        { numRuns },
      );
    },
    timeoutMs,
  );
});

/** An empty block `env` says the same as none, and an empty line of headers as no line. */
function without(from: Settings): Settings {
  const block = envOf(from);
  const text = block[headers];
  if (typeof text === 'string') block[headers] = text.split('\n').filter((line) => line !== '');
  const { env: _, ...rest } = from;
  return Object.keys(block).length === 0 ? rest : { ...rest, env: block };
}
