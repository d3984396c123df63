import type { OperationRequest } from '../../../src-main/contract/operations.ts';
import type { RequestRow } from '../../../src-main/contract/requests.ts';
import type { RequestFilter } from './address.ts';

/** The filter as `requests.list` takes it. */
export function listInput({
  provider,
  route,
  outcome,
  text,
}: RequestFilter): OperationRequest<'requests.list'> {
  return {
    ...(provider && { provider }),
    ...(route && { route }),
    ...(outcome === 'failed' ? { failed: true } : outcome && { status: Number(outcome) }),
    ...(text && { text: text.slice(0, 200) }),
  };
}

/** Whether a row that was pushed belongs into the filtered list: the same question that the ledger answers. */
export function fits(row: RequestRow, { provider, route, outcome, text }: RequestFilter): boolean {
  return (
    (!provider || row.target?.startsWith(`${provider}/`) === true) &&
    (!route || row.route === route) &&
    (!outcome || hasOutcome(row.status, outcome)) &&
    (!text || textOf(row).includes(text.toLowerCase()))
  );
}

function hasOutcome(status: number | null, outcome: string): boolean {
  if (outcome !== 'failed') return status === Number(outcome);
  return status !== null && status >= 400 && status !== 499;
}

function textOf({ requestedModel, target, reason, error }: RequestRow): string {
  return [requestedModel, target, reason, error]
    .map((part) => part ?? '')
    .join(' ')
    .toLowerCase();
}
