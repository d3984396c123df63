import { once } from 'node:events';
import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger as PinoLogger } from 'pino';

/** Structured log; call it with fields first and a message after. */
export type Logger = Pick<PinoLogger, 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'level'>;

const fieldsThatHoldSecrets = [
  'authorization',
  'x-api-key',
  'x-signalbox-token',
  'cookie',
  'token',
  'key',
  'value',
  'keys',
];
const rotateAboveBytes = 10 * 1024 * 1024;

/** A log that can be looked back on, and flushed at the end. */
export interface LogFile {
  log: Logger;
  /** The newest lines as they were written, the oldest first; at most 1,000. */
  recent(): readonly string[];
  close(): void;
}

const mostRecent = 1_000;

/**
 * Opens `logs/signalbox.log` in the data folder; a file past 10 MB is set aside as `signalbox.1.log` at start. Every
 * line passes `mask` before it is written and `onLine` hears of it.
 */
export async function openLog(
  dataDir: string,
  level: string,
  mask: (line: string) => string,
  onLine: (line: string) => void,
): Promise<LogFile> {
  const folder = join(dataDir, 'logs');
  const file = join(folder, 'signalbox.log');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > rotateAboveBytes)
    renameSync(file, join(folder, 'signalbox.1.log'));
  const destination = pino.destination({ dest: file, mode: 0o600, sync: false });
  await once(destination, 'ready');
  const paths = fieldsThatHoldSecrets.flatMap((field) => [`["${field}"]`, `*["${field}"]`]);
  const recent: string[] = [];
  const log = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths, censor: '…masked…' } },
    {
      write: (line) => {
        const masked = mask(line);
        destination.write(masked);
        recent.push(masked);
        // Cut in bulk: taking one off the front of an array moves all the others.
        if (recent.length > 2 * mostRecent) recent.splice(0, mostRecent);
        onLine(masked);
      },
    },
  );
  return {
    log,
    recent: () => recent.slice(-mostRecent),
    close: () => {
      destination.flushSync();
      destination.end();
    },
  };
}
