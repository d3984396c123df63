import type { RouteName } from '../contract/config.ts';
import type { HostState, UpdateState } from '../contract/host.ts';
import type { Status } from '../contract/operations.ts';
import { stateLine } from './tray-state.ts';

/** What a click in the menu asks for. */
export type ShellCommand =
  | { kind: 'set-route'; route: RouteName; use: string | null }
  | { kind: 'set-paused'; paused: boolean }
  | { kind: 'set-start-at-login'; startAtLogin: boolean }
  | { kind: 'open'; what: 'popover' | 'dashboard' | 'settings' }
  | { kind: 'configure-claude-code' }
  | { kind: 'check-for-updates' }
  | { kind: 'install-update' }
  | { kind: 'quit' };

/** An entry of the tray's menu, before it is native. */
export type MenuEntry =
  | { kind: 'separator' }
  | { kind: 'text'; label: string }
  | { kind: 'action'; label: string; command: ShellCommand }
  | { kind: 'check' | 'radio'; label: string; isChecked: boolean; command: ShellCommand }
  | { kind: 'menu'; label: string; entries: MenuEntry[] };

/** What the menu is made of. */
export interface MenuState {
  status: Status;
  /** What a route can be set to, as {@link Status} names it. */
  models: readonly string[];
  host: HostState;
  platform: NodeJS.Platform;
}

const separator: MenuEntry = { kind: 'separator' };
const unsetLabel = 'Not set';

/** The tray's menu, in its order. */
export function trayMenu(state: MenuState): MenuEntry[] {
  const { status, host, platform } = state;
  return [
    { kind: 'text', label: stateLine(status) },
    // A click on the icon opens the popover on macOS and Windows; on Linux many trays open the menu alone.
    ...(platform === 'linux'
      ? [{ kind: 'action', label: 'Open Signalbox', command: { kind: 'open', what: 'popover' } } as const]
      : []),
    separator,
    routeMenu('think', 'Think', state),
    routeMenu('background', 'Background', state),
    {
      kind: 'menu',
      label: 'More routes',
      entries: [
        routeMenu('default', 'Default', state),
        routeMenu('image', 'Image', state),
        routeMenu('webSearch', 'Web search', state),
        routeMenu('longContext', 'Long context', state),
      ],
    },
    separator,
    {
      kind: 'check',
      label: 'Pause',
      isChecked: status.paused,
      command: { kind: 'set-paused', paused: !status.paused },
    },
    { kind: 'action', label: 'Configure Claude Code…', command: { kind: 'configure-claude-code' } },
    separator,
    { kind: 'action', label: 'Dashboard', command: { kind: 'open', what: 'dashboard' } },
    { kind: 'action', label: 'Settings…', command: { kind: 'open', what: 'settings' } },
    ...startAtLoginEntry(host),
    ...updateEntry(host.update),
    separator,
    { kind: 'action', label: 'Quit Signalbox', command: { kind: 'quit' } },
  ];
}

/** A submenu with the model in force in its label, so that it can be read without opening it. */
function routeMenu(route: RouteName, label: string, { status, models }: MenuState): MenuEntry {
  const set = status.routes[route];
  const current = typeof set === 'string' ? set : (set?.use ?? null);
  const choices = current === null || models.includes(current) ? models : [current, ...models];
  const radio = (use: string): MenuEntry => ({
    kind: 'radio',
    label: use,
    isChecked: use === current,
    command: { kind: 'set-route', route, use },
  });
  return {
    kind: 'menu',
    label: `${label}: ${current ?? unsetLabel.toLowerCase()}`,
    entries: [...(route === 'default' ? [] : unsetEntries(route, current)), ...grouped(choices, radio)],
  };
}

function unsetEntries(route: RouteName, current: string | null): MenuEntry[] {
  const command: ShellCommand = { kind: 'set-route', route, use: null };
  return [{ kind: 'radio', label: unsetLabel, isChecked: current === null, command }, separator];
}

const mostInOneMenu = 25;

/** Few models are one list; many go into a submenu for each provider, beside the config's own names. */
function grouped(names: readonly string[], radio: (name: string) => MenuEntry): MenuEntry[] {
  if (names.length <= mostInOneMenu) return names.map(radio);
  const own = names.filter((name) => !name.includes('/'));
  const providers = new Map<string, string[]>();
  for (const name of names) {
    const slash = name.indexOf('/');
    if (slash < 0) continue;
    const provider = name.slice(0, slash);
    providers.set(provider, [...(providers.get(provider) ?? []), name]);
  }
  return [
    ...own.map(radio),
    ...[...providers].map(([provider, models]): MenuEntry => ({
      kind: 'menu',
      label: provider,
      entries: models.map(radio),
    })),
  ];
}

function startAtLoginEntry({ startAtLogin }: HostState): MenuEntry[] {
  if (startAtLogin === null) return [];
  const command: ShellCommand = { kind: 'set-start-at-login', startAtLogin: !startAtLogin };
  return [{ kind: 'check', label: 'Start at login', isChecked: startAtLogin, command }];
}

function updateEntry({ state, version = '' }: UpdateState): MenuEntry[] {
  if (state === 'off') return [];
  if (state === 'checking') return [{ kind: 'text', label: 'Checking for updates…' }];
  if (state === 'downloading') return [{ kind: 'text', label: `Downloading ${version}…` }];
  if (state === 'ready')
    return [
      { kind: 'action', label: `Restart to update to ${version}`, command: { kind: 'install-update' } },
    ];
  return [{ kind: 'action', label: 'Check for updates…', command: { kind: 'check-for-updates' } }];
}
