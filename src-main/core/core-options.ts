import type { AccessTokens } from './access-tokens.ts';
import type { Host } from './api/host.ts';
import type { ConfigOverrides } from './config/store.ts';
import type { SecretStore } from './secrets/secret-store.ts';

/** What the core is given; everything that reaches outside can be replaced. */
export interface CoreOptions {
  /** Folder of config.json, usage.db and logs; made where it is missing. */
  dataDir: string;
  env: Readonly<Record<string, string | undefined>>;
  /** What the command line says; beats environment and file. */
  overrides?: ConfigOverrides;
  /** Where keys are kept; the OS's keychain where absent. */
  secrets?: SecretStore;
  /** Folder of the built pages. */
  pagesDir?: string;
  /** Reads an address on this machine as JSON, to see which program runs there. */
  askNearby?: (url: string) => Promise<unknown>;
  /** What surrounds the core; headless where absent. */
  host?: Host;
  /** The user's home, where the settings of clients lie; the machine's own where absent. */
  home?: string;
  /** How a shell calls our status line for Claude Code; none is offered where absent. */
  statusLineCommand?: string;
  /** One line for the person who started us: a key moved, a config refused. Never holds a secret. */
  onNotice?: (line: string) => void;
  /** The time in milliseconds since 1970. */
  now?: () => number;
  /** Fetches newer prices, where the config asks for them. */
  fetch?: typeof fetch;
  /** Milliseconds of silence after which a streaming client gets a ping; 15,000 where absent. */
  pingMs?: number;
  /** Milliseconds after which a count of tokens is completed by length; 2,000 where absent. */
  countMs?: number;
  /** Milliseconds that a provider's own token counter may take; 1,500 where absent. */
  upstreamCountMs?: number;
}

/** What a core that listens tells its starter. */
export interface Running {
  /** `http://host:port` */
  address: string;
  /** For the person at the terminal or the desktop's own window; nothing else may print them. */
  tokens: AccessTokens;
}
