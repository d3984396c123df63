import { useMemo } from 'react';
import { hrefOf, readAddress } from './address.ts';
import type { Address } from './address.ts';
import { useHash } from '../../hooks/use-hash.ts';

/** What of the dashboard the address names. */
export function useAddress(): Address {
  const hash = useHash();
  return useMemo(() => readAddress(hash), [hash]);
}

/** Shows something else; `replace` leaves no step for the way back, as while something is typed. */
export function goTo(address: Address, { replace = false } = {}): void {
  if (replace) window.location.replace(hrefOf(address));
  else window.location.hash = hrefOf(address);
}
