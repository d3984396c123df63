import { routeNames } from '../contract/config.ts';
import type { Status } from '../contract/operations.ts';

/** A status in lines for people. */
export function describeStatus(status: Status): string[] {
  const { version, address, uptimeSeconds, routes, providers, last, paused, configError } = status;
  return [
    `Signalbox ${version} at ${address}, up ${duration(uptimeSeconds)}${paused ? ', paused' : ''}`,
    ...(configError === undefined ? [] : [`config.json is not in force: ${configError}`]),
    '',
    ...table(
      routeNames.map((name) => {
        const use = routes[name];
        if (use === null) return [name, '-'];
        return [name, typeof use === 'string' ? use : `${use.use} above ${use.aboveTokens} tokens`];
      }),
    ),
    '',
    ...table(providers.map(({ id, state, lastError }) => [id, state, lastError ?? ''])),
    ...(last ? ['', `last: ${last.target} by ${last.route}, ${new Date(last.atMs).toISOString()}`] : []),
  ];
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function duration(seconds: number): string {
  if (seconds < 120) return `${Math.floor(seconds)} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} days`;
}
