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

/** A log that can be flushed at the end. */
export interface LogFile {
  log: Logger;
  close(): void;
}

/**
 * Opens `logs/signalbox.log` in the data folder; a file past 10 MB is set aside as `signalbox.1.log` at start. Every
 * line passes `mask` before it is written.
 */
export async function openLog(
  dataDir: string,
  level: string,
  mask: (line: string) => string,
): Promise<LogFile> {
  const folder = join(dataDir, 'logs');
  const file = join(folder, 'signalbox.log');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > rotateAboveBytes)
    renameSync(file, join(folder, 'signalbox.1.log'));
  const destination = pino.destination({ dest: file, mode: 0o600, sync: false });
  await once(destination, 'ready');
  const paths = fieldsThatHoldSecrets.flatMap((field) => [`["${field}"]`, `*["${field}"]`]);
  const log = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths, censor: '…masked…' } },
    {
      write: (line) => destination.write(mask(line)),
    },
  );
  return {
    log,
    close: () => {
      destination.flushSync();
      destination.end();
    },
  };
}
