import { parseArgs } from 'node:util';

const own = ['data-dir', 'port', 'host'] as const;

/** The flags that are ours among all that a desktop app is started with: Chromium and the system add their own. */
export function ownFlags(argv: readonly string[]): string[] {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    options: { 'data-dir': { type: 'string' }, port: { type: 'string' }, host: { type: 'string' } },
  });
  return own.flatMap((name) => (typeof values[name] === 'string' ? [`--${name}=${values[name]}`] : []));
}
