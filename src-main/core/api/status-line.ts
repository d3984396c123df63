import type { StatusLineFacts } from '../setup/statusline.ts';
import type { ApiContext } from './context.ts';

/** What a client's status line says: of the session's own requests where there are some, else of the client's last. */
export function readStatusLine(
  client: string | null,
  sessionId: string | undefined,
  { activity, ledger }: Pick<ApiContext, 'activity' | 'ledger'>,
): StatusLineFacts {
  const row = activity.latest(client, sessionId);
  const today = ledger.summary({ days: 1, by: 'client' }).rows.find(({ key }) => key === (client ?? ''));
  return {
    route: row?.route ?? null,
    target: row?.target ?? null,
    todayUsd: today?.costUsd ?? null,
  };
}
