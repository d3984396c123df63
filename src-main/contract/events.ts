import type { RequestRow, Status } from './operations.ts';

/** What the core pushes over `/api/events`: the status, and a request's row as it changes. */
export type CoreEvent = { kind: 'status'; status: Status } | { kind: 'request'; request: RequestRow };
