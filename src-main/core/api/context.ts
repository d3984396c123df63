import type { ConfigStore } from '../config/store.ts';
import type { BodyLog } from '../exchange/body-log.ts';
import type { Credits } from '../exchange/credits.ts';
import type { RoutingTrial } from '../exchange/trial.ts';
import type { Upstreams } from '../exchange/upstreams.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ModelFacts } from '../prices/prices.ts';
import type { Budgets } from '../ledger/budgets.ts';
import type { Mask } from '../secrets/mask.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { Status } from '../../contract/operations.ts';
import type { Activity } from './activity.ts';
import type { Balances } from './balances.ts';
import type { ClaudeCode } from './claude-code.ts';
import type { Discovery } from './discover.ts';
import type { EventHub } from './events.ts';
import type { Host } from './host.ts';

/** Where the user's own files lie, and what the environment says. */
interface ApiMachine {
  home: string;
  workingFolder: string;
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
}

/** What the operations work on: the core's parts, as the core put them together. */
export interface ApiContext {
  version: string;
  clock: { now(): number };
  startedAtMs: number;
  dataDir: string;
  /** Where the server listens, as `http://host:port`. */
  address: () => string;
  config: Pick<ConfigStore, 'current' | 'raw' | 'edit' | 'replace' | 'readProvider' | 'lastError'>;
  secrets: SecretStore;
  mask: Pick<Mask, 'learn' | 'text'>;
  ledger: Omit<Ledger, 'record' | 'tidy' | 'close' | 'spentMicros' | 'calibration'>;
  bodies: Pick<BodyLog, 'read'>;
  credits: Pick<Credits, 'tellChange'>;
  budgets: Pick<Budgets, 'standings'>;
  upstreams: Pick<Upstreams, 'states' | 'test' | 'try' | 'knownModels'>;
  /** What is known of the model behind a target; quick, and null throughout for a provider that there is not. */
  aboutModel: (target: string) => ModelFacts;
  balances: Balances;
  /** The machine that we run on: where its user's files lie, and what the environment says. */
  machine: ApiMachine;
  discovery: Discovery;
  events: EventHub;
  /** The newest lines of the log, the oldest first. */
  logLines: () => readonly string[];
  host: Host;
  pause: { isPaused(): boolean; set(paused: boolean): void };
  activity: Activity;
  trial: RoutingTrial;
  claudeCode: ClaudeCode;
  /** The last request that was routed; undefined before the first one. */
  last: () => Status['last'];
  /** Reads keys and tokens anew, so that the next request uses what the keychain holds now. */
  keysChanged: () => Promise<void>;
}
