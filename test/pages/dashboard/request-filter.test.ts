import { describe, expect, test } from 'vitest';
import { operations } from '../../../src-main/contract/operations.ts';
import { rowOf } from '../../../src-main/core/ledger/requests.ts';
import type { RequestFilter } from '../../../src-renderer/pages/dashboard/address.ts';
import { fits, listInput } from '../../../src-renderer/pages/dashboard/request-filter.ts';
import { full, ledgerWith, unknown } from '../../core/ledger/ledger-with.ts';

const filters: RequestFilter[] = [
  {},
  { provider: 'openrouter' },
  { provider: 'open' },
  { route: 'think' },
  { outcome: 'failed' },
  { outcome: '499' },
  { outcome: '200', text: 'KIMI' },
  { text: 'json' },
  { text: 'plan mode' },
  { text: '%' },
];

describe('a row that is pushed', () => {
  test.for(filters)('fits %j exactly where the ledger lists it', async (filter) => {
    const rows = [
      full,
      unknown,
      { ...full, id: 'left', status: 499, error: 'the client left' },
      { ...full, id: 'failed', route: 'default', status: 529, error: 'Overloaded' },
    ];
    const ledger = await ledgerWith(...rows);
    const listed = ledger.list(operations['requests.list'].input.parse(listInput(filter)));
    const fitting = rows.map((row) => rowOf(row)).filter((row) => fits(row, filter));
    expect(fitting.map(({ id }) => id).sort()).toEqual(listed.map(({ id }) => id).sort());
  });
});
