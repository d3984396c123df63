import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Logger } from '../log.ts';
import type { BudgetStanding } from '../ledger/budgets.ts';
import { keepToBudgets } from '../routing/budget.ts';
import { readFacts } from '../routing/facts.ts';
import { decide, type Decision } from '../routing/route.ts';
import type { Routing } from '../routing/routing.ts';
import { orderTargets } from '../routing/strategy.ts';
import type { Mask } from '../secrets/mask.ts';
import type { BodyLog } from './body-log.ts';
import type { TokenCounter } from '../tokens/counter.ts';
import { RequestCount } from '../tokens/request-count.ts';
import { ClientStream } from './client-stream.ts';
import { factsByCount } from './count-for-routing.ts';
import { deliver, deliverError } from './deliver.ts';
import type { RoutedRequest } from './prepare-call.ts';
import { clientWires, type Protocol } from './protocols.ts';
import { readBody } from './read-body.ts';
import { streamHeaders } from './stream-headers.ts';
import type { RecentFacts } from './recent-facts.ts';
import { RequestRecord, type RecordKeeper } from './record.ts';
import { factsToKeep } from './request-facts.ts';
import { readSessionId } from './session-id.ts';
import { tryTargets } from './try-targets.ts';
import type { Upstream } from './upstream.ts';

/** A request as it came in, its body whole and decompressed. */
export interface IncomingExchange {
  protocol: Protocol;
  body: Buffer;
  headers: IncomingHttpHeaders;
  /** The raw query string with its `?`, or empty. */
  query: string;
  /** Id of the client whose token was shown; null where none is required. */
  client: string | null;
  /** Whether the client's own Authorization may reach an `anthropic` provider that has no keys. */
  mayForwardCredentials: boolean;
}

/** The life of requests: read, route, try targets, relay or translate, meter, record. */
export interface Exchange {
  /** Answers one request on `response`, errors included; resolves when it is over and never rejects. */
  answer(incoming: IncomingExchange, response: ServerResponse): Promise<void>;
  /** Requests under way. */
  readonly running: number;
  /** Resolves once no request is under way, so that every row is written. */
  idle(): Promise<void>;
}

export interface ExchangeOptions {
  keeper: RecordKeeper;
  /** The routing that is in force now. */
  routing: () => Routing;
  /** Throws RequestError `billing` for a client that may spend nothing more. */
  admit: (client: string | null) => void;
  budgets: () => readonly BudgetStanding[];
  upstreamOf: (id: string) => Upstream | undefined;
  counter: TokenCounter;
  recentFacts: Pick<RecentFacts, 'keep'>;
  mask: Mask;
  bodies: Pick<BodyLog, 'open'>;
  /** Our own address. */
  address: () => string;
  /** Milliseconds of silence after which a streaming client gets a ping. */
  pingMs: number;
  log: Logger;
  /** Told of a request that belongs to a session of its client, as Claude Code's do. */
  onSession: (requestId: string, sessionId: string) => void;
  /** A number in [0, 1), for weighted targets. */
  random: () => number;
}

/** Losses name models, and models are what clients ask for: past so many the memory begins anew. */
const mostToldLosses = 1_000;

/** Makes the exchange over what the core holds; the options that are functions are asked anew for each request. */
export function createExchange(options: ExchangeOptions): Exchange {
  const turns = new Map<string, number>();
  const toldLosses = new Set<string>();
  const waiting: (() => void)[] = [];
  let running = 0;

  async function answer(incoming: IncomingExchange, response: ServerResponse): Promise<void> {
    const record = new RequestRecord(
      options.keeper,
      `req_${randomUUID().replaceAll('-', '')}`,
      incoming.client,
      incoming.protocol,
      [incoming.headers['traceparent']].flat()[0],
    );
    const session = incoming.headers['x-claude-code-session-id'];
    if (typeof session === 'string') options.onSession(record.id, session);
    const bodies = options.bodies.open(record.id, incoming.body);
    const client = new ClientStream(response, bodies && ((bytes) => bodies.response(bytes)));
    running += 1;
    try {
      const routed = await route(incoming, record);
      const turn = takeTurn(routed.decision);
      if (routed.isStream) client.keepAwake(options.pingMs, routed.client.ping, () => streamHeaders(record));
      const targets = orderTargets(routed.decision.targets, routed.decision.strategy, {
        turn,
        random: options.random,
      });
      const opened = await tryTargets(routed, targets, {
        upstreamOf: options.upstreamOf,
        record,
        signal: client.signal,
        address: options.address(),
        onLosses,
      });
      try {
        await deliver(opened, routed, client, record, options);
      } finally {
        opened.release();
      }
      const billed = record.billedInputTokens;
      if (billed !== null) void routed.count.learn(opened.target, billed);
    } catch (error) {
      deliverError(error, clientWires[incoming.protocol], client, record, options);
    } finally {
      bodies?.close();
      running -= 1;
      if (running === 0) for (const tell of waiting.splice(0)) tell();
    }
  }

  /** Only names of the config have a strategy, so clients cannot make this grow. */
  function takeTurn({ use, strategy }: Decision): number {
    if (strategy !== 'round-robin') return 0;
    const turn = turns.get(use) ?? 0;
    turns.set(use, turn + 1);
    return turn;
  }

  async function route(incoming: IncomingExchange, record: RequestRecord): Promise<RoutedRequest> {
    const client = clientWires[incoming.protocol];
    const body = readBody(incoming.body);
    const read = client.readRequest(body);
    const { request, isStream } = read;
    record.asked(request.model, readSessionId(incoming.headers, body));
    options.admit(incoming.client);
    const bodyBytes = incoming.body.length;
    const { headers } = incoming;
    const rough = readFacts(request, { headers, client: incoming.client, bodyBytes });
    const roughTokens = rough.estimatedInputTokens;
    const count = new RequestCount({ request, bodyBytes, roughTokens }, options.counter);
    const routing = options.routing();
    const facts = await factsByCount(rough, routing, count);
    const kept = factsToKeep(facts, request);
    options.recentFacts.keep(record.id, { facts, shown: kept });
    const decided = decide(facts, routing);
    record.routed(decided, kept);
    const decision = keepToBudgets(decided, options.budgets(), routing);
    record.routed(decision, kept);
    onLosses(incoming.protocol, read.losses);
    const createdSeconds = Math.floor(options.keeper.now() / 1000);
    const writer = read.answer({
      requestId: record.id,
      model: request.model,
      createdSeconds,
      get estimatedInputTokens() {
        return count.current;
      },
    });
    return { id: record.id, incoming, client, writer, request, facts, count, decision, isStream };
  }

  /** Said once for each target and loss: the same client loses the same things with every request. */
  function onLosses(target: string, losses: readonly string[]): void {
    for (const loss of losses) {
      const line = `${target}: ${loss}`;
      if (toldLosses.has(line)) continue;
      if (toldLosses.size >= mostToldLosses) toldLosses.clear();
      toldLosses.add(line);
      options.log.debug({ target, loss }, 'not carried over');
    }
  }

  return {
    answer,
    async idle() {
      if (running > 0) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    get running() {
      return running;
    },
  };
}
