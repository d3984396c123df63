import { once } from 'node:events';
import { createServer } from 'node:net';
import type { RunTool } from './run-tool.ts';

/** Who listens on a port, as far as the system tells. */
export interface Listener {
  name: string;
  pid: number;
}

/** Asks the system who listens on a port of this machine; undefined where it does not say, or not to this user. */
export async function whoListens(
  port: number,
  platform: NodeJS.Platform,
  run: RunTool,
): Promise<Listener | undefined> {
  if (platform !== 'win32') {
    const told = await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']);
    if (told !== undefined) return readLsof(told);
    const sockets = await run('ss', ['-Hltnp', `sport = :${port}`]);
    return sockets === undefined ? undefined : readSs(sockets);
  }
  const pid = readNetstat((await run('netstat', ['-ano', '-p', 'TCP'])) ?? '', port);
  if (pid === undefined) return undefined;
  const name = readTasklist((await run('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'])) ?? '');
  return name === undefined ? undefined : { name, pid };
}

/** `lsof -F pc`: a line for each field, `p` the process, `c` its command. */
export function readLsof(text: string): Listener | undefined {
  const pid = /^p(\d+)$/m.exec(text)?.[1];
  const name = /^c(.+)$/m.exec(text)?.[1];
  return pid === undefined || name === undefined ? undefined : { name, pid: Number(pid) };
}

/** `ss -p`: `users:(("node",pid=123,fd=20))` at the end of the line. */
export function readSs(text: string): Listener | undefined {
  const [, name, pid] = /users:\(\("([^"]+)",pid=(\d+)/.exec(text) ?? [];
  return name === undefined || pid === undefined ? undefined : { name, pid: Number(pid) };
}

/**
 * `netstat -ano`: protocol, local address, foreign address, state, process. The state's name is translated on a
 * localised Windows, so what tells a listener is its foreign port 0.
 */
export function readNetstat(text: string, port: number): number | undefined {
  const line = new RegExp(String.raw`^\s*TCP\s+\S+:${port}\s+\S+:0\s+\S+\s+(\d+)\s*$`, 'm');
  const pid = line.exec(text)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

/** `tasklist /FO CSV`: the image's name in the first column. */
export function readTasklist(text: string): string | undefined {
  return /^"([^"]+)"/m.exec(text)?.[1];
}

/** What a person is asked when the port is taken; the first button is the next free port. */
export function portTakenQuestion(port: number, next: number, listener: Listener | undefined) {
  const who = listener === undefined ? 'another program' : `${listener.name} (process ${listener.pid})`;
  return {
    type: 'warning' as const,
    message: `Port ${port} is taken by ${who}`,
    detail: `Signalbox can listen on ${next} from now on; then Claude Code has to be set up again, which is offered next. Or stop that program and try once more.`,
    buttons: [`Use port ${next}`, 'Try again', 'Quit'],
    defaultId: 0,
    cancelId: 2,
  };
}

/** The first port after this one that nobody listens on at the host. */
export async function nextFreePort(after: number, host: string): Promise<number> {
  for (let port = after + 1; port <= 65_535; port += 1) if (await isFree(port, host)) return port;
  throw new Error(`no port above ${after} is free on ${host}`);
}

async function isFree(port: number, host: string): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, host), 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
