import { readFileSync } from 'node:fs';
import { configSchema } from '../../../src-main/contract/config.ts';
import { readFacts, type Facts, type RequestContext } from '../../../src-main/core/routing/facts.ts';
import { compileRouting, type Routing } from '../../../src-main/core/routing/routing.ts';
import type { MessagesRequest } from '../../../src-main/core/wire/anthropic/messages.ts';

/** A request of the real client, as the notes in its file say. */
export interface Capture {
  headers: Record<string, string>;
  body: MessagesRequest;
}

/** Reads a capture by its file's name. */
export function capture(name: string): Capture {
  const file = new URL(`../../fixtures/claude-code/${name}.json`, import.meta.url);
  const read: Capture = JSON.parse(readFileSync(file, 'utf8'));
  return read;
}

/** What the client sends only with CLAUDE_CODE_GATEWAY_HINT_HEADERS=1. */
const hintHeaders = [
  'x-claude-code-request-class',
  'x-claude-1p-request-class',
  'x-claude-code-agent-type',
  'x-claude-code-prompt-id',
  'x-claude-code-compaction',
];

/** The same request as the client sends it when no one asks for hints. */
export function withoutHints({ headers, body }: Capture): Capture {
  return {
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !hintHeaders.includes(name))),
    body,
  };
}

/** The facts of a request; a user's "hello" to Opus but for what is given. */
export function factsOf(
  request: Partial<MessagesRequest> = {},
  context: Partial<RequestContext> = {},
): Facts {
  const body: MessagesRequest = {
    model: 'claude-opus-5-5',
    messages: [{ role: 'user', content: 'hello' }],
    max_tokens: 1000,
    ...request,
  };
  const bodyBytes = Buffer.byteLength(JSON.stringify(body));
  return readFacts(body, { headers: {}, client: 'claude-code', bodyBytes, ...context });
}

/** Every context route has a model of its own name at the provider "on". */
export const everyRoute = {
  default: 'on/default',
  webSearch: 'on/webSearch',
  subagent: 'on/subagent',
  longContext: { use: 'on/longContext', aboveTokens: 100_000 },
  image: 'on/image',
  think: 'on/think',
  background: 'on/background',
};

/** The routing of a config with the providers "on" and "other". */
export function routingOf(config: Record<string, unknown> = {}): Routing {
  const provider = (id: string) => ({ id, wire: 'openai-chat', baseUrl: 'http://127.0.0.1:1/v1' });
  return compileRouting(
    configSchema.parse({ providers: [provider('on'), provider('other')], routes: everyRoute, ...config }),
  );
}
