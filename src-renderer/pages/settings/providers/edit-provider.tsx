import type { CoreView } from '../../../hooks/use-core.ts';
import { useOperation } from '../../../hooks/use-operation.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { ButtonLink } from '../../../parts/button.tsx';
import { Answer, EmptyState } from '../../../parts/placeholder.tsx';
import { BackLink } from './back-link.tsx';
import { ProviderEditor } from './provider-editor.tsx';

/** One provider, to be changed, tested and deleted. */
export function EditProvider({ id, core }: { id: string; core: CoreView }) {
  const { settingsProviders: texts } = useTexts();
  const config = useOperation('config.get', {});
  const presets = useOperation('presets.list', {});
  return (
    <>
      <BackLink href="#providers" />
      <Answer query={config} lines={8}>
        {(current) => {
          const entry = current.providers.find((provider) => provider.id === id);
          if (!entry) {
            return (
              <EmptyState title={texts.noProvider(id)}>
                <ButtonLink href="#providers">{texts.allProviders}</ButtonLink>
              </EmptyState>
            );
          }
          return (
            <Answer query={presets} lines={8}>
              {(listed) => <ProviderEditor entry={entry} config={current} listed={listed} core={core} />}
            </Answer>
          );
        }}
      </Answer>
    </>
  );
}
