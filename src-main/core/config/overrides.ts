import { z } from 'zod';
import { configSchema, type Config } from '../../contract/config.ts';
import type { ConfigProblem } from './config-error.ts';
import { schemaProblems } from './schema-problems.ts';

/** Values of flags, as typed; each beats its environment variable, which beats the file. */
export interface ConfigOverrides {
  port?: string | number;
  host?: string;
  allowedHosts?: string;
  logLevel?: string;
}

/** The environment, as Node has it. */
export type Environment = Readonly<Record<string, string | undefined>>;

const { server, logging } = configSchema.shape;
const portAsTyped = (value: unknown) =>
  typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;

const listAsTyped = (value: unknown) =>
  typeof value === 'string' ? value.split(',').map((entry) => entry.trim()) : value;

const accepted = z.object({
  port: z.preprocess(portAsTyped, server.unwrap().shape.port.unwrap().optional()),
  host: server.unwrap().shape.host.unwrap().optional(),
  allowedHosts: z.preprocess(listAsTyped, server.unwrap().shape.allowedHosts.unwrap().optional()),
  logLevel: logging.unwrap().shape.level.unwrap().optional(),
});

const origins = new Map([
  ['port', { flag: '--port', variable: 'SIGNALBOX_PORT' }],
  ['host', { flag: '--host', variable: 'SIGNALBOX_HOST' }],
  ['allowedHosts', { flag: '--allowed-hosts', variable: 'SIGNALBOX_ALLOWED_HOSTS' }],
  ['logLevel', { flag: '--log-level', variable: 'SIGNALBOX_LOG_LEVEL' }],
]);

/** Lays the environment and the flags over a config; a problem names its flag or variable. An empty one is unset. */
export function override(
  config: Config,
  env: Environment,
  flags: ConfigOverrides,
): { config: Config; problems: ConfigProblem[] } {
  const given = new Map<string, { origin: string; value: unknown }>();
  for (const [name, { flag, variable }] of origins) {
    const typed = new Map<string, unknown>(Object.entries(flags)).get(name);
    if (typed !== undefined) given.set(name, { origin: flag, value: typed });
    else if (env[variable]) given.set(name, { origin: variable, value: env[variable] });
  }

  const result = accepted.safeParse(Object.fromEntries([...given].map(([name, { value }]) => [name, value])));
  if (!result.success) {
    const problems = schemaProblems(result.error.issues).map(({ path, message }) => {
      const { origin = '', value } = given.get(String(path[0])) ?? {};
      return { path: origin, message: `${JSON.stringify(value)} is not accepted: ${message}` };
    });
    return { config, problems };
  }
  const {
    port = config.server.port,
    host = config.server.host,
    allowedHosts = config.server.allowedHosts,
    logLevel = config.logging.level,
  } = result.data;
  return {
    config: {
      ...config,
      server: { ...config.server, port, host, allowedHosts },
      logging: { ...config.logging, level: logLevel },
    },
    problems: [],
  };
}
