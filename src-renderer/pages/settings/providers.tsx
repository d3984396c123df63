import type { CoreView } from '../../hooks/use-core.ts';
import { useHash } from '../../hooks/use-hash.ts';
import { EditProvider } from './providers/edit-provider.tsx';
import { NewProvider } from './providers/new-provider.tsx';
import { placeOfHash } from './providers/place.ts';
import { ProviderOverview } from './providers/provider-overview.tsx';
import './providers/providers.css';

/** The providers: all of them, a new one, or one to be edited, as the address says. */
export function ProvidersSection({ core }: { core: CoreView }) {
  const place = placeOfHash(useHash());
  if (place.kind === 'new') return <NewProvider key={place.preset} presetId={place.preset} />;
  if (place.kind === 'one') return <EditProvider key={place.id} id={place.id} core={core} />;
  return <ProviderOverview core={core} />;
}
