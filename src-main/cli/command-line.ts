import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readStartOptions, type Machine } from '../core/start-options.ts';
import { CommandError } from './command-error.ts';

/** What `signalbox help` prints. */
const commandHelp = `Signalbox: a personal model router for coding agents

  signalbox start                  run the router here, headless; takes the flags below
  signalbox status                 what runs, which model does what, how the providers fare
  signalbox use ROUTE MODEL        set a route: default, think, background, webSearch, subagent, image, longContext;
                                   MODEL is provider/model, a name of the config, or "none"
  signalbox pause | resume         send everything to the default route | route by context again
  signalbox configure claude-code  show what would change in Claude Code's settings, ask, and change it
  signalbox undo claude-code       put Claude Code's settings back
  signalbox import FILE            show what a config of another router becomes, ask, and take it over
  signalbox statusline             the line that Claude Code shows below its prompt; the set-up offers it
  signalbox doctor                 check what a working installation needs, and say what to mend
  signalbox help | version

  --data-dir FOLDER   where config.json and usage.db lie      (SIGNALBOX_DATA_DIR)
  --port PORT         where the router listens                (SIGNALBOX_PORT, else config.json, else 4000)
  --host HOST         the same                                (SIGNALBOX_HOST, else config.json, else 127.0.0.1)
  --settings FILE     Claude Code's settings, where they are not in the usual place
  --yes               change without asking
  --json              print the router's own answer

All but start and doctor speak to a running router, with the token in SIGNALBOX_ADMIN_TOKEN or the keychain.`;

/** Where the core is looked for. */
export interface Where {
  dataDir: string;
  overrides: { port?: string; host?: string };
}

/** The commands that speak to a running core. */
export type CommandName = 'status' | 'use' | 'pause' | 'resume' | 'configure' | 'undo' | 'import';

/** A command with its arguments, checked. */
export interface CommandLine {
  kind: 'run';
  command: CommandName | 'doctor';
  /** What follows the command: as many as it takes. */
  operands: readonly string[];
  where: Where;
  flags: { yes: boolean; json: boolean; settingsPath?: string };
}

/** How many operands each command takes, and how it is called. */
const usage: Record<CommandName | 'doctor', { operands: number; form: string }> = {
  status: { operands: 0, form: 'signalbox status' },
  use: { operands: 2, form: 'signalbox use think provider/model' },
  pause: { operands: 0, form: 'signalbox pause' },
  resume: { operands: 0, form: 'signalbox resume' },
  configure: { operands: 1, form: 'signalbox configure claude-code' },
  undo: { operands: 1, form: 'signalbox undo claude-code' },
  import: { operands: 1, form: 'signalbox import FILE' },
  doctor: { operands: 0, form: 'signalbox doctor' },
};

/** Reads the command line of all commands but `start` and `statusline`. @throws CommandError */
export function readCommandLine(
  argv: readonly string[],
  machine: Machine,
): CommandLine | { kind: 'print'; text: string } {
  const { positionals, values } = parse(argv);
  const [command, ...operands] = positionals;
  if (command === undefined || command === 'help' || values.help === true)
    return { kind: 'print', text: values.version === true ? 'version' : commandHelp };
  if (command === 'version') return { kind: 'print', text: 'version' };
  if (!isCommand(command))
    throw new CommandError(`there is no command "${command}": signalbox help lists them`, 2);
  if (operands.length !== usage[command].operands)
    throw new CommandError(`call it as: ${usage[command].form}`, 2);
  return {
    kind: 'run',
    command,
    operands: command === 'import' ? operands.map((file) => resolve(file)) : operands,
    where: whereOf(values, machine),
    flags: {
      yes: values.yes === true,
      json: values.json === true,
      ...(values.settings !== undefined && { settingsPath: resolve(values.settings) }),
    },
  };
}

function isCommand(command: string): command is keyof typeof usage {
  return Object.hasOwn(usage, command);
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        'data-dir': { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string' },
        settings: { type: 'string' },
        yes: { type: 'boolean', short: 'y' },
        json: { type: 'boolean' },
        version: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${why} (signalbox help lists the flags)`, 2, { cause: error });
  }
}

function whereOf(values: { 'data-dir'?: string; port?: string; host?: string }, machine: Machine): Where {
  const flags = (['data-dir', 'port', 'host'] as const).flatMap((name) =>
    values[name] === undefined ? [] : [`--${name}=${values[name]}`],
  );
  const { dataDir, overrides } = readStartOptions(flags, machine);
  return { dataDir, overrides };
}
