import type { Status } from '../../contract/operations.ts';
import type { ApiContext } from './context.ts';

/** What runs where and how it fares, as `status.get` answers it and `/api/events` begins with it. */
export function readStatus(context: ApiContext): Status {
  const last = context.last();
  const ledgerProblem = context.ledger.problem();
  const configError = context.config.lastError();
  return {
    version: context.version,
    uptimeSeconds: Math.floor((context.clock.now() - context.startedAtMs) / 1000),
    address: context.address(),
    dataDir: context.dataDir,
    providers: context.upstreams.states(),
    routes: context.config.current().routes,
    paused: context.pause.isPaused(),
    ...(last && { last }),
    ...(ledgerProblem !== undefined && { ledgerProblem }),
    ...(configError !== undefined && { configError }),
  };
}
