import { useIsDesktop, usePageLink } from '../../hooks/use-host.ts';
import { useChange } from '../../hooks/use-operation.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { ButtonLink, IconButton } from '../../parts/button.tsx';

/** How to point Claude Code here, and in the desktop app the way out. */
export function Footer() {
  const { popover } = useTexts();
  const isDesktop = useIsDesktop();
  const quit = useChange('host.quit');
  const claudeCode = usePageLink('settings', '/admin#claude-code');
  return (
    <footer className="popover-footer">
      <ButtonLink {...claudeCode} icon="terminal">
        {popover.claudeCode}
      </ButtonLink>
      {isDesktop && <IconButton label={popover.quit} icon="power" onClick={() => quit.mutate({})} />}
    </footer>
  );
}
