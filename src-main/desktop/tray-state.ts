import type { Status } from '../contract/operations.ts';

/** What the tray's icon says at a glance. */
export type TrayState = 'running' | 'paused' | 'attention';

/** Reads the state of the tray off a status: what needs a person beats a pause. */
export function trayState(status: Status): TrayState {
  if (troubleOf(status) !== undefined) return 'attention';
  return status.paused ? 'paused' : 'running';
}

/** The tray's state in one line, for the tooltip and the head of the menu. */
export function stateLine(status: Status): string {
  const trouble = troubleOf(status);
  if (trouble !== undefined) return trouble;
  if (status.paused) return `Paused: everything goes to ${status.routes.default}`;
  return `Running at ${new URL(status.address).host}`;
}

/** A provider that no route names is nobody's trouble until it fails a request. */
function troubleOf({ configError, ledgerProblem, providers }: Status): string | undefined {
  if (configError !== undefined) return 'The config has an error: the last good one is in force';
  if (ledgerProblem !== undefined) return 'The ledger was damaged, and begun anew';
  const failing = providers.filter(({ state }) => state === 'failing' || state === 'open');
  if (failing.length === 0) return undefined;
  return `Failing: ${failing.map(({ id }) => id).join(', ')}`;
}

/** What decides which of the icon's files is shown. */
export interface IconSurroundings {
  platform: NodeJS.Platform;
  /** Whether the system's own surfaces, such as the taskbar, are dark. */
  isDark: boolean;
  /** `XDG_CURRENT_DESKTOP`; empty elsewhere. */
  desktop: string;
}

/** The file below `resources/tray`: macOS colours a template itself; elsewhere the ink fits what lies below it. */
export function trayIconFile(state: TrayState, { platform, isDark, desktop }: IconSurroundings): string {
  if (platform === 'darwin') return `${state}Template.png`;
  // The bars of GNOME and Unity are dark whatever the theme is.
  const isBarDark = isDark || (platform === 'linux' && /GNOME|Unity/i.test(desktop));
  const size = platform === 'linux' ? '-panel' : '';
  return `${state}${size}-on-${isBarDark ? 'dark' : 'light'}.png`;
}
