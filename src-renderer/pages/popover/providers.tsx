import type { Status } from '../../../src-main/contract/operations.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { Skeleton } from '../../parts/placeholder.tsx';
import { ProviderList } from '../../parts/provider-list.tsx';
import { Section } from '../../parts/section.tsx';

/** Each provider with its state, and what it failed with last. */
export function Providers({ providers }: { providers: Status['providers'] | undefined }) {
  const { popover } = useTexts();
  return (
    <Section title={popover.providers}>
      {providers ? <ProviderList providers={providers} /> : <Skeleton lines={2} />}
    </Section>
  );
}
