import type { Status } from '../../src-main/contract/operations.ts';
import type { RequestRow } from '../../src-main/contract/requests.ts';
import type { CoreError } from '../core-client.ts';
import { useToast } from '../parts/toast.tsx';
import { mergeRows, shownRequests } from '../request-rows.ts';
import { troubleOf } from '../trouble.ts';
import type { Trouble } from '../trouble.ts';
import { useEvents, usePushedRequests } from './use-events.ts';
import type { Connection } from './use-events.ts';
import { useOperation } from './use-operation.ts';
import { useTexts } from './use-texts.ts';

/** The core as a page sees it: what it said last, and whether it still can be heard. */
export interface CoreView {
  /** The last status; undefined before the first. */
  status: Status | undefined;
  connection: Connection;
  /** What keeps page and core apart; undefined where nothing does. */
  trouble: Trouble | undefined;
  /** The page's token is missing or wrong, so there is nothing to show. */
  isLockedOut: boolean;
}

/** Listens to the core, and tells its notices; one caller per page. */
export function useCore(): CoreView {
  const { common } = useTexts();
  const tell = useToast();
  const connection = useEvents(({ kind, subject, message, level }) =>
    tell({ about: `${kind}/${subject}`, text: message, tone: level === 'info' ? 'plain' : 'bad' }),
  );
  const status = useOperation('status.get', {});
  return {
    status: status.data,
    connection,
    trouble: troubleOf(connection, status.error, common),
    isLockedOut: status.error?.kind === 'unauthorized' && !status.data,
  };
}

/** The last requests, what was pushed since among them; rows are undefined until they are known. */
export function useRequests(limit = shownRequests): {
  rows: RequestRow[] | undefined;
  error: CoreError | null;
  retry: () => void;
} {
  const listed = useOperation('requests.list', { limit });
  const pushed = usePushedRequests();
  return {
    rows: listed.data && mergeRows(listed.data.requests, pushed).slice(0, limit),
    error: listed.error,
    retry: () => void listed.refetch(),
  };
}
