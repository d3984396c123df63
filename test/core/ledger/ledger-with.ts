import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openLedger, type Ledger, type LedgerOptions } from '../../../src-main/core/ledger/ledger.ts';
import type { FinishedRequest } from '../../../src-main/core/ledger/requests.ts';

/** A request of which everything is known. */
export const full: FinishedRequest = {
  id: 'req-1',
  atMs: 1_790_000_000_000,
  client: 'claude-code',
  protocol: 'anthropic',
  requestedModel: 'claude-opus-5-5',
  route: 'think',
  reason: 'plan mode',
  target: 'openrouter/moonshotai/kimi-k3',
  status: 200,
  inputTokens: 12_000,
  outputTokens: 300,
  cacheReadTokens: 0,
  cacheWriteTokens: 5,
  costMicros: 1_234_567,
  ttftMs: 312.5,
  totalMs: 4_000,
  attempts: 2,
  error: null,
  sessionId: '00000000-0000-4000-8000-000000000001',
  cacheWrite1hTokens: 2,
  thinkingTokens: 120,
  price: { source: 'config', input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75, cacheWrite1h: null },
  facts: {
    class: 'main',
    estimatedInputTokens: 11_500,
    tools: 12,
    messages: 7,
    hasImage: false,
    webSearch: null,
    subagent: null,
    think: 'plan mode is active',
    background: null,
  },
  attemptLog: [
    { target: 'deepseek/deepseek-chat', startMs: 1, totalMs: 200.5, status: 529, error: 'Overloaded' },
    { target: 'openrouter/moonshotai/kimi-k3', startMs: 202, totalMs: 3_798, status: 200, error: null },
  ],
};
/** A request of which nothing is known but that it was. */
export const unknown: FinishedRequest = {
  ...full,
  id: 'req-unknown',
  client: null,
  requestedModel: null,
  route: null,
  reason: null,
  target: null,
  status: 400,
  inputTokens: null,
  outputTokens: null,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  costMicros: null,
  ttftMs: null,
  totalMs: null,
  attempts: 0,
  error: 'the body is not JSON',
  sessionId: null,
  cacheWrite1hTokens: null,
  thinkingTokens: null,
  price: null,
  facts: null,
  attemptLog: [],
};

/** A folder that is gone when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-ledger-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A ledger of a folder, closed when the test is over. */
export function openedLedger(folder: string, options?: LedgerOptions): Ledger {
  const ledger = openLedger(folder, options);
  onTestFinished(() => ledger.close());
  return ledger;
}

/** A new ledger that holds these rows; what a row does not say is that of the full one. */
export async function ledgerWith(...rows: Partial<FinishedRequest>[]): Promise<Ledger> {
  const ledger = openedLedger(await temporaryFolder());
  for (const row of rows) ledger.record({ ...full, ...row });
  return ledger;
}
