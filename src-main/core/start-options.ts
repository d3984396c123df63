import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** What the command line and the environment ask for. */
export interface StartOptions {
  action: 'start' | 'help' | 'version';
  dataDir: string;
  overrides: { port?: string; host?: string };
}

/** The machine as far as it decides where data lies. */
export interface Machine {
  platform: NodeJS.Platform;
  home: string;
  env: Readonly<Record<string, string | undefined>>;
}

/** A flag that we do not know, or one without its value. */
export class FlagError extends Error {
  override readonly name = 'FlagError';
}

/** What `--help` prints. */
export const helpText = `Signalbox: a personal model router for coding agents

  --data-dir FOLDER   where config.json and usage.db lie      (SIGNALBOX_DATA_DIR)
  --port PORT         the port to listen on, 4000 by default   (SIGNALBOX_PORT)
  --host HOST         the address to listen on, 127.0.0.1      (SIGNALBOX_HOST)
  --headless          without the desktop: pages in a browser
  --version           print the version
  --help              print this

Environment: SIGNALBOX_TOKEN (first client), SIGNALBOX_ADMIN_TOKEN (pages and /api), SIGNALBOX_LOG_LEVEL`;

/** Reads flags and their environment twins; a flag beats its twin. @throws FlagError */
export function readStartOptions(argv: readonly string[], machine: Machine): StartOptions {
  const flags = parseFlags(argv);
  const dataDir =
    flags['data-dir'] ?? machine.env['SIGNALBOX_DATA_DIR'] ?? join(applicationData(machine), 'signalbox');
  return {
    action: flags.help === true ? 'help' : flags.version === true ? 'version' : 'start',
    dataDir,
    overrides: {
      ...(flags.port === undefined ? {} : { port: flags.port }),
      ...(flags.host === undefined ? {} : { host: flags.host }),
    },
  };
}

function parseFlags(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      strict: true,
      options: {
        'data-dir': { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string' },
        headless: { type: 'boolean' },
        version: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new FlagError(`${error instanceof Error ? error.message : String(error)}\n\n${helpText}`);
  }
}

function applicationData({ platform, home, env }: Machine): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  if (platform === 'win32') return env['APPDATA'] ?? join(home, 'AppData', 'Roaming');
  return env['XDG_CONFIG_HOME'] ?? join(home, '.config');
}
