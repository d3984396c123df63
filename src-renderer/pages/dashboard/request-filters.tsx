import { useEffect, useState } from 'react';
import type { CoreView } from '../../hooks/use-core.ts';
import { useOperation } from '../../hooks/use-operation.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { SelectField, TextField } from '../../parts/field.tsx';
import type { Address, RequestFilter } from './address.ts';
import { groupingName } from './grouping-label.tsx';
import { goTo } from './use-address.ts';

const statuses = ['400', '401', '402', '403', '404', '408', '413', '429', '500', '502', '503', '504', '529'];
const typingMs = 250;

/** What the list of requests is narrowed down by; each choice stands in the address. */
export function RequestFilters({ core, address }: { core: CoreView; address: Address }) {
  const texts = useTexts();
  const { requests } = texts;
  const used = useOperation('usage.summary', { by: 'route' });
  const served = useOperation('usage.summary', { by: 'provider' });
  const keysOf = (query: typeof used) => query.data?.rows.map(({ key }) => key).filter(Boolean) ?? [];
  const routes = unique([...Object.keys(texts.common.routes), ...keysOf(used), address.route]);
  const providers = unique([
    ...(core.status?.providers.map(({ id }) => id) ?? []),
    ...keysOf(served),
    address.provider,
  ]);
  const choose = (change: RequestFilter) => goTo({ ...address, ...change });
  return (
    <div className="request-filters" role="group" aria-label={requests.filters}>
      <SelectField
        label={requests.provider}
        value={address.provider ?? ''}
        onChange={({ target }) => choose({ provider: target.value })}
      >
        <option value="">{requests.any}</option>
        {providers.map((id) => (
          <option key={id}>{id}</option>
        ))}
      </SelectField>
      <SelectField
        label={requests.route}
        value={address.route ?? ''}
        onChange={({ target }) => choose({ route: target.value })}
      >
        <option value="">{requests.any}</option>
        {routes.map((route) => (
          <option key={route} value={route}>
            {groupingName('route', route, texts)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={requests.outcome}
        value={address.outcome ?? ''}
        onChange={({ target }) => choose({ outcome: target.value })}
      >
        <option value="">{requests.any}</option>
        <option value="failed">{requests.failed}</option>
        <option value="200">{requests.finished}</option>
        <option value="499">{requests.left}</option>
        {statuses.map((status) => (
          <option key={status}>{status}</option>
        ))}
      </SelectField>
      <SearchField address={address} />
    </div>
  );
}

/** Looks for what was typed once the typing pauses. */
function SearchField({ address }: { address: Address }) {
  const { requests } = useTexts();
  const shown = address.text ?? '';
  const [typed, setTyped] = useState(shown);
  const [known, setKnown] = useState(shown);
  // The address changed otherwise: a way back, or filters that were cleared.
  if (known !== shown) {
    setKnown(shown);
    setTyped(shown);
  }
  useEffect(() => {
    if (typed.trim() === shown) return undefined;
    const timer = window.setTimeout(
      () => goTo({ ...address, text: typed.trim() }, { replace: true }),
      typingMs,
    );
    return () => window.clearTimeout(timer);
  }, [typed, shown, address]);
  return (
    <TextField
      type="search"
      label={requests.search}
      value={typed}
      maxLength={200}
      onChange={({ target }) => setTyped(target.value)}
    />
  );
}

function unique(names: readonly (string | undefined)[]): string[] {
  return [...new Set(names)].filter((name) => name !== undefined);
}
