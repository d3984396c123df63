import icon from '../../resources/icon.svg?no-inline';
import type { CoreView } from '../hooks/use-core.ts';
import { useTexts } from '../hooks/use-texts.ts';
import { CoreState } from './core-state.tsx';
import './page-header.css';

/** Atop a whole page: the program, the way between its pages, and whether the core runs. */
export function PageHeader({ core, page }: { core: CoreView; page: 'dashboard' | 'settings' }) {
  const { common } = useTexts();
  const links = { dashboard: '/', settings: '/admin' } as const;
  return (
    <header className="page-header">
      <img src={icon} alt="" width="24" height="24" />
      <h1>Signalbox</h1>
      <nav aria-label="Signalbox">
        {(['dashboard', 'settings'] as const).map((name) => (
          <a key={name} href={links[name]} aria-current={name === page ? 'page' : undefined}>
            {common[name]}
          </a>
        ))}
      </nav>
      <span className="page-header-address">{core.status?.address}</span>
      <span className="quiet">{core.status?.version}</span>
      <CoreState core={core} />
    </header>
  );
}
