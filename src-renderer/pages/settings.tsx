import type { ComponentType } from 'react';
import { useCore } from '../hooks/use-core.ts';
import type { CoreView } from '../hooks/use-core.ts';
import { useDraftGuard } from '../hooks/use-draft.ts';
import { useHash } from '../hooks/use-hash.ts';
import { useTexts } from '../hooks/use-texts.ts';
import { CoreNotices } from '../parts/core-notices.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { SideNav } from '../parts/side-nav.tsx';
import type { Texts } from '../texts/en.ts';
import { AboutSection } from './settings/about.tsx';
import { BudgetsSection } from './settings/budgets.tsx';
import { ClaudeCodeSection } from './settings/claude-code.tsx';
import { ModelsSection } from './settings/models.tsx';
import { ClientsSection } from './settings/clients.tsx';
import { GeneralSection } from './settings/general.tsx';
import { ImportSection } from './settings/import.tsx';
import { LogsSection } from './settings/logs.tsx';
import { ProvidersSection } from './settings/providers.tsx';
import { RoutingSection } from './settings/routing.tsx';
import './settings.css';

type SectionName = keyof Texts['settings']['sections'];

/** Each at `/admin#NAME`; what stands behind a slash is the section's own, as in `#providers/openrouter`. */
const sections: readonly { name: SectionName; Section: ComponentType<{ core: CoreView }> }[] = [
  { name: 'providers', Section: ProvidersSection },
  { name: 'models', Section: ModelsSection },
  { name: 'claude-code', Section: ClaudeCodeSection },
  { name: 'routes', Section: RoutingSection },
  { name: 'clients', Section: ClientsSection },
  { name: 'budgets', Section: BudgetsSection },
  { name: 'logs', Section: LogsSection },
  { name: 'import', Section: ImportSection },
  { name: 'general', Section: GeneralSection },
  { name: 'about', Section: AboutSection },
];

/** The settings, a section at a time. */
export default function Settings() {
  const core = useCore();
  useDraftGuard();
  const { settings } = useTexts();
  const asked = useHash().split('/')[0];
  const { name, Section } = sections.find((section) => section.name === asked) ?? {
    name: 'providers',
    Section: ProvidersSection,
  };
  return (
    <>
      <PageHeader core={core} page="settings" />
      <div className="settings">
        <SideNav
          label={settings.title}
          items={sections.map((section) => ({
            href: `#${section.name}`,
            name: settings.sections[section.name],
          }))}
          current={`#${name}`}
        />
        <main>
          <CoreNotices core={core} />
          {!core.isLockedOut && <Section core={core} />}
        </main>
      </div>
    </>
  );
}
