import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import type { Transaction } from '../../src-main/contract/credits.ts';
import type { RequestRow } from '../../src-main/contract/requests.ts';
import { openLedger } from '../../src-main/core/ledger/ledger.ts';
import { budgetOf } from '../support/budget-of.ts';
import { ask, clientToken, startTestCore } from '../support/core.ts';
import { answerOf, costOf, pricedProvider } from '../support/priced.ts';
import { startUpstream, type ScriptedUpstream } from '../upstream/scripted.ts';

const client = 'ann';
const env = {
  KEY: 'key-of-the-upstream',
  SIGNALBOX_TOKEN: clientToken,
  SIGNALBOX_ADMIN_TOKEN: 'admin-token',
};

/** Every answer has a cost of its own. */
const manyCosts = async (): Promise<ScriptedUpstream> =>
  startUpstream((request, index) => answerOf(request, 1_000 + index, (index * 7) % 101));

const configOf = (upstream: ScriptedUpstream): object => ({
  providers: [pricedProvider('up', upstream.url)],
  routes: { default: 'up/model' },
  clients: [{ id: client, token: 'env:NONE', limitUsd: 50, markupPercent: 7.35 }],
  budgets: [budgetOf('month', 1_000_000, 'stop')],
});

/** The charge for what the upstream counted: cost × 1.0735, half up. */
function expectedCharge(row: Pick<RequestRow, 'inputTokens' | 'outputTokens'>): number {
  return Math.floor(((costOf(row) ?? 0) * 10_735 + 5_000) / 10_000);
}

const micros = (usd: number): number => Math.round(usd * 1e6);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

test('a thousand requests at once leave a balance that is exact to the micro-dollar', async () => {
  await using upstream = await manyCosts();
  await using core = await startTestCore(configOf(upstream), { env: { KEY: env.KEY } });
  await core.call('credits.add', { client, usd: 100 });
  const ids = await Promise.all(
    Array.from({ length: 1_000 }, async (_none, index) => {
      const response = await core.send(ask('m', { stream: index % 2 === 0 }));
      await response.text();
      expect(response.status).toBe(200);
      return response.headers.get('x-signalbox-request-id');
    }),
  );
  const { requests } = await core.call('requests.list', { limit: 1_000 });
  const { balanceUsd, transactions } = await core.call('credits.get', { client, limit: 1_000 });
  expect(new Set(transactions.map(({ requestId }) => requestId))).toEqual(new Set(ids));
  expect(sum(requests.map(({ costUsd }) => micros(costUsd ?? 0)))).toBe(
    sum(requests.map((row) => costOf(row) ?? 0)),
  );
  const charged = sum(requests.map(expectedCharge));
  expect(charged).toBeGreaterThan(5_000_000);
  expect(micros(balanceUsd)).toBe(100_000_000 - charged);
  const { budgets } = await core.call('budgets.get');
  expect(micros(budgets[0]?.spentUsd ?? 0)).toBe(sum(requests.map((row) => costOf(row) ?? 0)));

  const now = new Date();
  const month = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}`;
  const { bills } = await core.call('credits.report', { month, client });
  expect(bills).toMatchObject([
    {
      openingUsd: 0,
      toppedUpUsd: 100,
      correctedUsd: 0,
      chargedUsd: -charged / 1e6,
      closingUsd: balanceUsd,
      usage: { requests: 1_000, unpriced: 0, errors: 0 },
      models: [{ key: 'up/model', requests: 1_000, chargedUsd: -charged / 1e6 }],
    },
  ]);
}, 120_000);

test('kill -9 under load: every request that was answered is charged once, and the balance is what is left', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'signalbox-credits-'));
  onTestFinished(async () => rm(dataDir, { recursive: true, force: true }));
  await using upstream = await manyCosts();
  await writeFile(join(dataDir, 'config.json'), JSON.stringify(configOf(upstream)));
  const before = openLedger(dataDir);
  before.credits.add({ client, amountMicros: 100_000_000, note: '', atMs: 0 });
  before.close();

  const answered = await askUntilKilled(dataDir, 200);
  expect(answered.length).toBeGreaterThanOrEqual(200);

  const after = openLedger(dataDir);
  onTestFinished(() => after.close());
  const finished = after.list({ limit: 100_000 }).filter(({ costUsd }) => costUsd !== null);
  const charges = after.credits
    .transactions(client, 100_000)
    .filter(
      (transaction): transaction is Transaction & { requestId: string } => transaction.requestId !== null,
    );
  const charged = new Map(charges.map(({ requestId, usd }) => [requestId, -micros(usd)]));
  expect(charged.size).toBe(charges.length);
  expect(answered.filter((id) => !charged.has(id))).toEqual([]);
  expect(charged).toEqual(new Map(finished.map((row) => [row.id, expectedCharge(row)])));
  expect(after.credits.account(client).balanceMicros).toBe(100_000_000 - sum([...charged.values()]));
}, 120_000);

/** Ten clients ask until so many answers came whole and the core was killed; the ids of what was answered. */
async function askUntilKilled(dataDir: string, count: number): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'credits.child.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [address] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const answered: string[] = [];
  const oneClient = async (_none: unknown, index: number): Promise<void> => {
    const isStreaming = index % 2 === 0;
    for (;;) {
      try {
        const response = await fetch(`${address}/v1/messages`, {
          method: 'POST',
          headers: { authorization: `Bearer ${clientToken}` },
          body: JSON.stringify(ask('m', { stream: isStreaming })),
        });
        const body = await response.text();
        const isWhole = isStreaming ? body.includes('"type":"message_stop"') : body.endsWith('}');
        if (isWhole) answered.push(response.headers.get('x-signalbox-request-id') ?? 'without an id');
      } catch {
        // The process is dead: this client saw its last answer.
        return;
      }
      if (answered.length === count) child.kill('SIGKILL');
    }
  };
  await Promise.all(Array.from({ length: 10 }, oneClient));
  return answered;
}
