import { z } from 'zod';
import { tokenHeader } from './claude-code/places.ts';

/** All that a status line may take: Claude Code waits for it, and its user with it. */
const patienceMs = 200;
const neutral = 'signalbox';

/** What `GET /api/statusline` answers; null before a client's first request, and for a cost that is not known. */
const statusLineFacts = z.object({
  route: z.string().nullable(),
  target: z.string().nullable(),
  todayUsd: z.number().nullable(),
});
/** What a status line is made of. */
export type StatusLineFacts = z.infer<typeof statusLineFacts>;

export interface StatusLineOptions {
  /** The environment that Claude Code gives to its status line: the block `env` of its settings is in it. */
  env: Readonly<Record<string, string | undefined>>;
  /** What Claude Code writes to the command, to its end. */
  stdin: () => Promise<string>;
  fetch: typeof fetch;
  write: (line: string) => void;
}

/**
 * Prints one line about what this session of Claude Code last asked for: route, target, and the day's cost. It shows
 * the client's own token, which stands in the environment, so that no file needs one. Never fails, and takes 200 ms at
 * most: without an answer it prints our name alone.
 */
export async function runStatusLine(options: StatusLineOptions): Promise<void> {
  const deadline = AbortSignal.timeout(patienceMs);
  const late = new Promise<undefined>((resolve) =>
    deadline.addEventListener('abort', () => resolve(undefined)),
  );
  const facts = await Promise.race([ask(options, deadline).catch(() => undefined), late]);
  options.write(facts === undefined ? neutral : formatStatusLine(facts));
}

/** The line as it is shown: `think → openrouter/moonshotai/kimi-k3 · $0.0123 today`. */
export function formatStatusLine({ route, target, todayUsd }: StatusLineFacts): string {
  const way = route === null || target === null ? `${neutral}: no request yet` : `${route} → ${target}`;
  return printable(todayUsd === null ? way : `${way} · ${formatUsd(todayUsd)} today`);
}

async function ask(
  { env, stdin, fetch: call }: StatusLineOptions,
  signal: AbortSignal,
): Promise<StatusLineFacts> {
  const session = readSession(await stdin());
  const url = new URL('/api/statusline', env['ANTHROPIC_BASE_URL']);
  if (session !== undefined) url.searchParams.set('session', session);
  const headers = new Headers();
  const token = tokenLine(env['ANTHROPIC_CUSTOM_HEADERS']) ?? env['ANTHROPIC_AUTH_TOKEN'];
  if (token !== undefined) headers.set(tokenHeader, token);
  // A redirect would take the token elsewhere.
  const response = await call(url, { headers, signal, redirect: 'error' });
  if (!response.ok) throw new Error(`the status is ${response.status}`);
  return statusLineFacts.parse(await response.json());
}

function readSession(text: string): string | undefined {
  const read = z.object({ session_id: z.string() }).safeParse(JSON.parse(text));
  return read.data?.session_id;
}

function tokenLine(headers: string | undefined): string | undefined {
  const line = headers?.split('\n').find((text) => text.toLowerCase().startsWith(`${tokenHeader}:`));
  return line?.slice(tokenHeader.length + 1).trim();
}

/** Cents as cents, and what is less with the digits that tell something. */
function formatUsd(usd: number): string {
  return `$${usd.toFixed(usd >= 1 || usd === 0 ? 2 : 4)}`;
}

/** A target is named by whoever wrote the config: no control character of it reaches a terminal. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '');
}
