import { z } from 'zod';

/** The tools whose configs can be imported. */
const importTools = ['claude-code-router', 'claude-code-mux', 'litellm', 'cc-switch'] as const;
/** A tool whose config can be imported. */
export type ImportTool = (typeof importTools)[number];

const tool = z.enum(importTools);

/** Where the config is: a file or its text; the tool is told by the content where it is not named. */
const source = z.strictObject({
  tool: tool.optional(),
  /** A file of this machine; `~` is the home folder. Without it and `text`, the one that `import.find` finds. */
  path: z.string().min(1).max(4_096).optional(),
  text: z.string().min(1).max(900_000).optional(),
});

/** What the import does, or did: nothing in it holds the value of a key. */
const report = z.object({
  tool,
  /** What came over. Paths of the source, `[*]` for each place in a list; empty for the source as a whole. */
  carried: z.array(z.object({ from: z.string(), to: z.string(), what: z.string() })),
  /** What stays behind; whatever the source holds is in one of the two lists. */
  lost: z.array(z.object({ from: z.string(), why: z.string(), whatToDo: z.string().optional() })),
  /** The whole config after the import, keys as references. */
  config: z.record(z.string(), z.unknown()),
  /** The names under which keys are kept in the keychain. */
  keys: z.array(z.object({ name: z.string() })),
  /** Names this very outcome, for `expect` of `import.apply`. */
  hash: z.string(),
});
/** What an import does, or did. */
export type ImportReport = z.infer<typeof report>;

/** The operations that bring over the configs of other tools. */
export const importOperations = {
  'import.find': {
    input: z.strictObject({}),
    output: z.object({ found: z.array(z.object({ tool, path: z.string() })) }),
  },
  'import.preview': { input: source, output: report },
  'import.apply': {
    /** With `expect`, refused where the outcome would not be the one that the preview showed. */
    input: source.extend({ expect: z.string().optional() }),
    output: report,
  },
} as const;
