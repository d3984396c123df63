import type { RequestRow } from '../src-main/contract/requests.ts';

/** How many requests a page holds at most, unless it asks for more. */
export const shownRequests = 200;

/**
 * One list of two, newest first, each request once: the later list's row stands, but a running row never
 * replaces a finished one, so that a slow answer to `requests.list` cannot undo what was pushed meanwhile.
 */
export function mergeRows(
  earlier: readonly RequestRow[],
  later: readonly RequestRow[],
  most = shownRequests,
): RequestRow[] {
  const rows = new Map<string, RequestRow>();
  for (const row of [...earlier, ...later]) {
    const known = rows.get(row.id);
    if (!known || known.status === null || row.status !== null) rows.set(row.id, row);
  }
  return [...rows.values()].sort((one, other) => other.atMs - one.atMs).slice(0, most);
}
