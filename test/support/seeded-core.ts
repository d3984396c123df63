import { openLedger, type Ledger } from '../../src-main/core/ledger/ledger.ts';
import type { FinishedRequest } from '../../src-main/core/ledger/requests.ts';
import { startCore, type RunningCore } from '../pages/running-core.ts';
import { text, wholeMessage } from '../upstream/anthropic.ts';
import { json, startUpstream, type ScriptedUpstream } from '../upstream/scripted.ts';

const minuteMs = 60_000;

/** A core as after a while of use: providers that answer, a balance, and a ledger full of requests. */
export interface SeededCore extends AsyncDisposable {
  core: RunningCore;
  /** Makes a provider answer the next requests only when the returned function is called. */
  hold(): () => void;
}

interface Seeds {
  /** Over what a seeded core is configured with. */
  config?: object;
  /** What a request is charged to its client, in micro-dollars; nothing where absent. */
  charge?: (row: FinishedRequest) => number;
  /** Adds to the ledger before its requests. */
  begin?: (ledger: Ledger) => void;
}

/** Two clients, one of them prepaid with a markup, and budgets that are spent to different shares. */
export const withAccounts: Seeds = {
  config: {
    clients: [
      { id: 'claude-code', name: 'Claude Code', token: 'env:SIGNALBOX_TOKEN' },
      { id: 'codex', name: 'Codex of Ann', token: 'env:KEY', limitUsd: 0, markupPercent: 20 },
    ],
    budgets: [
      { period: 'day', limitUsd: 2, atLimit: { use: 'smart' } },
      { period: 'month', limitUsd: 60 },
      { period: 'month', provider: 'openrouter', limitUsd: 1.5, atLimit: 'stop' },
    ],
  },
  charge: ({ client, costMicros }) => (client === 'codex' ? Math.round((costMicros ?? 0) * 1.2) : 0),
  begin: ({ credits }) => {
    const atMs = Date.now() - 40 * 24 * 60 * minuteMs;
    credits.add({ client: 'codex', amountMicros: 12_000_000, note: 'invoice 2026-17', atMs });
    credits.add({ client: 'codex', amountMicros: -1_500_000, note: 'typed 12 for 10.50', atMs: atMs + 1 });
  },
};

/** Starts a seeded core; its providers are scripted, everything else is real. */
export async function startSeededCore(requests = 600, seeds: Seeds = {}): Promise<SeededCore> {
  let held: Promise<void> = Promise.resolve();
  const upstream = await startUpstream(({ url }) => {
    if (url.endsWith('/user/balance')) return json(balance);
    if (url.endsWith('/models')) return json({ data: [] });
    const answer = wholeMessage([text('Done.')], { usage: { input_tokens: 18_420, output_tokens: 912 } });
    return { ...answer, pieces: [() => held, ...answer.pieces] };
  });
  const core = await startCore(
    { ...seededConfig(upstream), ...seeds.config },
    {
      env: { KEY: 'a-key-of-the-tests' },
      prepare: (dataDir) => seedLedger(dataDir, Date.now(), requests, seeds),
    },
  );
  return {
    core,
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    async [Symbol.asyncDispose]() {
      await core[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

const balance = {
  is_available: true,
  balance_infos: [
    { currency: 'USD', total_balance: '41.27', granted_balance: '0.00', topped_up_balance: '41.27' },
  ],
};

function seededConfig({ url: baseUrl }: ScriptedUpstream): object {
  const keys = ['env:KEY'];
  const anthropic = { wire: 'anthropic', baseUrl, keys, retry: { attempts: 1 } };
  return {
    providers: [
      { ...anthropic, id: 'anthropic', models: ['claude-opus-5-5', 'claude-sonnet-5-5', 'claude-haiku-5-5'] },
      { ...anthropic, id: 'openrouter', models: ['moonshotai/kimi-k3', 'z-ai/glm-5', 'qwen/qwen3-coder'] },
      { id: 'deepseek', preset: 'deepseek', baseUrl, keys, models: ['deepseek-chat', 'deepseek-reasoner'] },
      {
        id: 'gemini',
        preset: 'gemini',
        keys: ['env:GEMINI_KEY'],
        models: ['gemini-3-pro', 'gemini-3-flash'],
      },
      { id: 'ollama', preset: 'ollama', models: ['qwen3:30b'] },
    ],
    models: { smart: { targets: ['anthropic/claude-sonnet-5-5', 'openrouter/moonshotai/kimi-k3'] } },
    routes: {
      default: 'smart',
      think: 'anthropic/claude-opus-5-5',
      background: 'ollama/qwen3:30b',
      subagent: 'openrouter/moonshotai/kimi-k3',
      longContext: { use: 'gemini/gemini-3-pro', aboveTokens: 200_000 },
    },
    clients: [{ id: 'claude-code', token: 'env:SIGNALBOX_TOKEN' }],
  };
}

type Kind = Pick<FinishedRequest, 'route' | 'reason' | 'target' | 'requestedModel'> & {
  /** Micro-dollars for a thousand tokens of input, about; null where nobody knows. */
  rate: number | null;
};

const kinds: readonly Kind[] = [
  {
    route: 'default',
    reason: 'nothing else applies to "claude-sonnet-5-5", so routes.default takes it',
    target: 'anthropic/claude-sonnet-5-5',
    requestedModel: 'claude-sonnet-5-5',
    rate: 3000,
  },
  {
    route: 'think',
    reason: 'the effort is xhigh, so routes.think takes it',
    target: 'anthropic/claude-opus-5-5',
    requestedModel: 'claude-opus-5-5',
    rate: 5000,
  },
  {
    route: 'background',
    reason: 'a session title is asked for, so routes.background takes it',
    target: 'ollama/qwen3:30b',
    requestedModel: 'claude-haiku-5-5',
    rate: 0,
  },
  {
    route: 'subagent',
    reason: 'Claude Code marks it as a subagent’s, so routes.subagent takes it',
    target: 'openrouter/moonshotai/kimi-k3',
    requestedModel: 'claude-sonnet-5-5',
    rate: 600,
  },
  {
    route: 'longContext',
    reason: 'about 231,000 tokens are above 200,000, so routes.longContext takes it',
    target: 'gemini/gemini-3-pro',
    requestedModel: 'claude-sonnet-5-5',
    rate: null,
  },
];

const overloaded = 'anthropic answered 529: Overloaded';

/** Requests that look like work over the last month, for 600 of them: some failed, the newest came minutes ago. */
function seedLedger(
  dataDir: string,
  nowMs: number,
  requests: number,
  { charge = () => 0, begin }: Seeds = {},
): void {
  const ledger = openLedger(dataDir);
  try {
    begin?.(ledger);
    for (const row of seededRows(nowMs, requests).toReversed()) ledger.record(row, charge(row));
  } finally {
    ledger.close();
  }
}

function seededRows(nowMs: number, requests: number): FinishedRequest[] {
  return Array.from({ length: requests }, (_, index) => {
    const random = createRandom(index + 1);
    const ageMs =
      index < 6 ? (index * 4 + 2) * minuteMs : (index * 71 + Math.floor(random() * 60)) * minuteMs;
    return rowOf(index, nowMs - ageMs, random);
  });
}

function rowOf(index: number, atMs: number, random: () => number): FinishedRequest {
  const { rate, ...kind } = kindOf(index, random);
  const inputTokens = kind.route === 'longContext' ? 231_000 : Math.floor(2000 + random() * 40_000);
  const hasFailed = index === 3 || random() < 0.03;
  const ttftMs = Math.floor(300 + random() * 1800);
  return {
    id: `req_${String(index).padStart(32, '0')}`,
    atMs,
    client: random() < 0.85 ? 'claude-code' : 'codex',
    protocol: 'anthropic',
    ...kind,
    status: hasFailed ? 529 : 200,
    inputTokens: hasFailed ? null : inputTokens,
    outputTokens: hasFailed ? null : Math.floor(80 + random() * 2400),
    cacheReadTokens: hasFailed ? null : Math.floor(inputTokens * random() * 4),
    cacheWriteTokens: hasFailed ? null : Math.floor(inputTokens * 0.2),
    costMicros: hasFailed || rate === null ? null : Math.round((inputTokens / 1000) * rate),
    ttftMs: hasFailed ? null : ttftMs,
    totalMs: ttftMs + Math.floor(random() * 24_000),
    attempts: hasFailed ? 3 : 1,
    error: hasFailed ? overloaded : null,
    sessionId: `session-${Math.floor(index / 9)}`,
    cacheWrite1hTokens: hasFailed ? null : 0,
    thinkingTokens: null,
    price:
      hasFailed || rate === null
        ? null
        : { source: 'config', input: rate / 1000, output: 0, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 },
    facts: {
      class: kind.route === 'subagent' ? 'subagent' : kind.route === 'background' ? 'auxiliary' : 'main',
      estimatedInputTokens: inputTokens,
      tools: 24,
      messages: 1 + (index % 60),
      hasImage: false,
      webSearch: null,
      subagent: kind.route === 'subagent' ? 'Claude Code calls it a subagent' : null,
      think: kind.route === 'think' ? 'the effort is xhigh' : null,
      background: kind.route === 'background' ? 'it asks for a session title' : null,
    },
    attemptLog: hasFailed
      ? [0, 1, 2].map((attempt) => ({
          target: kind.target ?? '',
          startMs: attempt * 900,
          totalMs: 400,
          status: 529,
          error: overloaded,
        }))
      : [{ target: kind.target ?? '', startMs: 2, totalMs: ttftMs, status: 200, error: null }],
  };
}

/** The first few show each kind once, so that a picture of the last ones tells something. */
function kindOf(index: number, random: () => number): Kind {
  const draw = random();
  const usual = draw < 0.45 ? 0 : draw < 0.65 ? 1 : draw < 0.8 ? 2 : draw < 0.95 ? 3 : 4;
  const kind = kinds[[1, 0, 2, 1, 3, 4][index] ?? usual];
  if (kind === undefined) throw new Error('there is no such kind of request');
  return kind;
}

/** The same figures in every run, so that pictures differ only where the pages do. */
function createRandom(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}
