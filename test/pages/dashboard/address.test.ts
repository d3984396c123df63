import { assert, constantFrom, option, property, record, string } from 'fast-check';
import { expect, test } from 'vitest';
import {
  behindRequest,
  groupings,
  hrefOf,
  periods,
  readAddress,
  viewNames,
} from '../../../src-renderer/pages/dashboard/address.ts';
import type { Address } from '../../../src-renderer/pages/dashboard/address.ts';

const name = string({ minLength: 1, unit: 'grapheme' });

test('what an address says is read again, whatever stands in it', () => {
  const addresses = record({
    view: constantFrom(...viewNames),
    period: constantFrom(...periods),
    by: constantFrom(...groupings),
    provider: option(name, { nil: undefined }),
    text: option(name, { nil: undefined }),
    request: option(name, { nil: undefined }),
    month: option(constantFrom('2026-01', '2026-12'), { nil: undefined }),
  });
  assert(
    property(addresses, (address) => {
      const given = known(address);
      expect(readAddress(hrefOf(given).slice(1))).toEqual(given);
    }),
  );
});

test('what is as usual is not written', () => {
  expect(hrefOf(readAddress(''))).toBe('#overview');
  expect(hrefOf(readAddress('requests?period=30&by=model'))).toBe('#requests');
});

test('a request keeps what lies behind it', () => {
  const address = readAddress('request/req_1?from=credits&client=ann&period=7');
  expect(address).toMatchObject({ view: 'credits', request: 'req_1', client: 'ann', period: '7' });
  expect(hrefOf(behindRequest(address))).toBe('#credits/ann?period=7');
});

test('a request that is linked alone lies over the list', () => {
  expect(readAddress('request/req_1')).toMatchObject({ view: 'requests', request: 'req_1' });
});

test.for(['nothing?period=12&by=size&month=2026-13', 'request/', '%', '?%%%'])(
  'what is not understood (%s) is as usual',
  (hash) => {
    const { view, period, by, month } = readAddress(hash);
    expect([period, by, month]).toEqual(['30', 'model', undefined]);
    expect(view).toBe('overview');
  },
);

/** Without what is undefined. */
function known({ view, period, by, ...rest }: { [key in keyof Address]: Address[key] | undefined }): Address {
  return readAddressOf(
    view,
    period,
    by,
    Object.entries(rest).filter(([, value]) => value !== undefined),
  );
}

function readAddressOf(
  view: Address['view'] | undefined,
  period: Address['period'] | undefined,
  by: Address['by'] | undefined,
  rest: [string, unknown][],
): Address {
  if (!view || !period || !by) throw new Error('an address has a view, a period and a grouping');
  return { view, period, by, ...Object.fromEntries(rest) };
}
