import type { CoreView } from '../../hooks/use-core.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { Skeleton } from '../../parts/placeholder.tsx';
import { ProviderList } from '../../parts/provider-list.tsx';
import { Section } from '../../parts/section.tsx';

/** The providers and how they fare. */
export function ProvidersSection({ core: { status } }: { core: CoreView }) {
  const { settings } = useTexts();
  return (
    <Section title={settings.sections.providers}>
      {status ? <ProviderList providers={status.providers} /> : <Skeleton lines={3} />}
    </Section>
  );
}
