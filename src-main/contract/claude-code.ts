import { z } from 'zod';

/** The aliases of Claude Code that may stand for a model of ours. */
export const claudeAliases = ['haiku', 'sonnet', 'opus', 'fable'] as const;
/** An alias of Claude Code that may stand for a model of ours. */
export type ClaudeAlias = (typeof claudeAliases)[number];

const place = z.strictObject({
  /** The settings file, absolute or below `~/`; `~/.claude/settings.json` where absent. */
  settingsPath: z.string().min(1).optional(),
  /** A project whose own settings are read for warnings; never written. */
  projectFolder: z.string().min(1).optional(),
});

/** How Claude Code shows itself: with our token alone, or with its own login beside our token. */
const mode = z.enum(['token', 'login']);
const alias = z.string().min(1).max(200).nullable().optional();

/** What is absent stays as it is set; null unsets. */
const wanted = place.extend({
  /** `token` where nothing is set yet. */
  mode: mode.optional(),
  /** Names of the config's models, or provider/model. */
  aliases: z.strictObject({ haiku: alias, sonnet: alias, opus: alias, fable: alias }).optional(),
  /** The context window that Claude Code reckons with for models of ours. */
  contextTokens: z.int().min(1_000).max(100_000_000).nullable().optional(),
  /** Whether Claude Code shows our status line in place of its user's own. */
  statusLine: z.boolean().optional(),
});
/** What a set-up may be asked for. */
export type ClaudeCodeWanted = z.output<typeof wanted>;

const warning = z.object({
  code: z.enum([
    /** A cloud's own protocol is switched on, and no request would come here. */
    'cloud',
    'api-key',
    'api-key-helper',
    /** A token that would be sent in place of the login. */
    'auth-token',
    /** Another base URL is exported. */
    'base-url',
    /** Settings that win against the user's set one of our keys to something else. */
    'overridden',
    /** Requests would come back to us. */
    'loop',
    /** What stands there points at a Signalbox on another port, or with another token. */
    'earlier-signalbox',
    /** A proxy would be asked for our own address. */
    'proxy',
    /** The list of our models is not asked for. */
    'no-discovery',
    /** No provider would get the login. */
    'login-unused',
    /** Our token does not outlast this process. */
    'token-not-kept',
    'unknown-model',
    /** A file that could not be read was not looked at. */
    'unreadable',
  ]),
  message: z.string(),
  /** `the environment` or a file. */
  where: z.string(),
});
/** Something that would keep requests from arriving, or that a user should know before a change. */
export type ClaudeCodeWarning = z.infer<typeof warning>;

/** One key before and after, as text with secrets masked; null where it is not there. */
const change = z.object({
  /** As `env.ANTHROPIC_BASE_URL`. */
  path: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
/** One key before and after, with secrets masked. */
export type ClaudeCodeChange = z.infer<typeof change>;

/** What is asked of Claude Code beyond the address. */
const choices = z.object({
  mode,
  aliases: z.partialRecord(z.enum(claudeAliases), z.string()),
  contextTokens: z.int().nullable(),
  statusLine: z.boolean(),
});
/** What is asked of Claude Code beyond the address. */
export type ClaudeCodeChoices = z.infer<typeof choices>;

const statusOutput = z.object({
  settingsPath: z.string(),
  exists: z.boolean(),
  /**
   * `set`: it leads here and nothing is missing. `changed`: it was set up and no longer is as we left it, or as it must
   * be today. `set-elsewhere`: its base URL is not ours.
   */
  state: z.enum(['not-set', 'set', 'set-elsewhere', 'changed', 'malformed']),
  /** The base URL that stands there, masked where it holds a password. */
  address: z.string().nullable(),
  /** Null where neither way of showing our token is there. */
  mode: mode.nullable(),
  /** What was chosen at the last apply; null before it. */
  choices: choices.nullable(),
  warnings: z.array(warning),
  canUndo: z.boolean(),
  /** Whether a status line can be set up: the starter knows how to call ours. */
  offersStatusLine: z.boolean(),
  /** What keeps the file from being read, with its place. */
  problem: z.string().optional(),
});
/** How Claude Code stands to us. */
export type ClaudeCodeStatus = z.infer<typeof statusOutput>;

const previewOutput = z.object({
  settingsPath: z.string(),
  changes: z.array(change),
  warnings: z.array(warning),
  /** Why nothing could be applied. */
  problem: z.string().optional(),
});
/** What an apply would change. */
export type ClaudeCodePreview = z.infer<typeof previewOutput>;

const undoOutput = z.object({
  settingsPath: z.string(),
  keys: z.array(
    z.object({
      path: z.string(),
      /** `restored` to what stood there before, `removed` where nothing did, `left` since the user changed it. */
      outcome: z.enum(['restored', 'removed', 'left']),
    }),
  ),
});
/** What an undo did, key by key. */
export type ClaudeCodeUndone = z.infer<typeof undoOutput>;

const verifyOutput = z.object({
  /** Whether a request of the client that was run arrived and was answered. */
  ok: z.boolean(),
  request: z
    .object({
      id: z.string(),
      route: z.string().nullable(),
      target: z.string().nullable(),
      status: z.int().nullable(),
    })
    .optional(),
  /** What the client printed, masked and cut. */
  output: z.string(),
  /** What is wrong and what to do. */
  error: z.string().optional(),
});
/** What came of running the client once. */
export type ClaudeCodeVerified = z.infer<typeof verifyOutput>;

/** The set-up of Claude Code: only `apply` and `undo` write. */
export const claudeCodeOperations = {
  'claudeCode.status': { input: place, output: statusOutput },
  'claudeCode.preview': { input: wanted, output: previewOutput },
  /** Answers what it changed. */
  'claudeCode.apply': { input: wanted, output: previewOutput.omit({ problem: true }) },
  'claudeCode.undo': {
    input: z.strictObject({ settingsPath: z.string().min(1).optional() }),
    output: undoOutput,
  },
  /** Runs the installed `claude` once and sees whether its request arrives. */
  'claudeCode.verify': {
    input: z.strictObject({
      settingsPath: z.string().min(1).optional(),
      /** The binary, where it is not `claude` on PATH. */
      command: z.string().min(1).optional(),
      timeoutMs: z.int().min(1_000).max(300_000).default(60_000),
    }),
    output: verifyOutput,
  },
} as const;
