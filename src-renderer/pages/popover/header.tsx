import icon from '../../../resources/icon.svg?no-inline';
import type { CoreView } from '../../hooks/use-core.ts';
import { usePageLink } from '../../hooks/use-host.ts';
import { useChange } from '../../hooks/use-operation.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { IconButton, IconLink } from '../../parts/button.tsx';
import { CoreState } from '../../parts/core-state.tsx';

/** Whether the core runs, the way to the whole pages, and the pause. */
export function Header({ core }: { core: CoreView }) {
  const { common, popover } = useTexts();
  const pause = useChange('pause.set');
  const dashboard = usePageLink('dashboard', '/');
  const settings = usePageLink('settings', '/admin');
  const paused = core.status?.paused;
  return (
    <header className="popover-header">
      <img src={icon} alt="" width="20" height="20" />
      <h1>Signalbox</h1>
      <span className="popover-header-state">
        <CoreState core={core} />
      </span>
      <div className="popover-controls">
        {paused !== undefined && (
          <IconButton
            label={paused ? popover.resume : popover.pause}
            icon={paused ? 'play' : 'pause'}
            onClick={() => pause.mutate({ paused: !paused })}
          />
        )}
        <IconLink {...dashboard} label={common.dashboard} icon="chart" />
        <IconLink {...settings} label={common.settings} icon="gear" />
      </div>
    </header>
  );
}
