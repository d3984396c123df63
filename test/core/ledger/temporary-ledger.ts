import type { FinishedRequest } from '../../../src-main/core/ledger/requests.ts';
import type { Ledger } from '../../../src-main/core/ledger/ledger.ts';
import { full, openedLedger, temporaryFolder } from './ledger-with.ts';

/** A ledger of its own until the test ends, and its folder. */
export async function temporaryLedger(): Promise<{ ledger: Ledger; folder: string }> {
  const folder = await temporaryFolder();
  return { ledger: openedLedger(folder), folder };
}

/** A request that was answered by `up/model`, but for what is given. */
export function finished(row: Partial<FinishedRequest> = {}): FinishedRequest {
  return {
    ...full,
    id: 'req-1',
    atMs: 1_000,
    client: 'ann',
    route: 'default',
    target: 'up/model',
    inputTokens: 10,
    outputTokens: 2,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    cacheWrite1hTokens: null,
    thinkingTokens: null,
    costMicros: 100,
    error: null,
    ...row,
  };
}
