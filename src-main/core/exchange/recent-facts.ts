import type { IncomingHttpHeaders } from 'node:http';
import type { RequestFacts } from '../../contract/requests.ts';
import type { Facts } from '../routing/facts.ts';
import { RecentMap } from '../tokens/recent-map.ts';

/** What a request was for the routing, and the part of it that people see. */
export interface KnownFacts {
  facts: Facts;
  shown: RequestFacts;
}

/** The facts of the newest requests, for as long as the core runs. */
export interface RecentFacts {
  keep(id: string, known: KnownFacts): void;
  get(id: string): KnownFacts | undefined;
}

/** How many requests' facts are kept. */
export const keptFacts = 200;

const longestPrompt = 20_000;
const longestName = 1_000;
const mostTools = 1_000;

/** Keeps facts in memory alone: no header that may hold a credential, and of long prompts their beginning. */
export function createRecentFacts(): RecentFacts {
  const kept = new RecentMap<string, KnownFacts>(keptFacts);
  return {
    keep: (id, { facts, shown }) => kept.set(id, { facts: bounded(facts), shown }),
    get: (id) => kept.get(id),
  };
}

function bounded(facts: Facts): Facts {
  return {
    ...facts,
    model: cut(facts.model, longestName),
    headers: withoutCredentials(facts.headers),
    toolNames: facts.toolNames.slice(0, mostTools).map((name) => cut(name, longestName)),
    prompt: cut(facts.prompt, longestPrompt),
  };
}

const credential = /auth|cookie|credential|key|password|secret|token/i;

function withoutCredentials(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !credential.test(name)));
}

/** A copy: a slice would hold on to the whole text. */
function cut(text: string, length: number): string {
  return text.length > length ? Buffer.from(text.slice(0, length)).toString() : text;
}
