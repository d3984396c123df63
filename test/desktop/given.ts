import type { HostState } from '../../src-main/contract/host.ts';
import type { Status } from '../../src-main/contract/operations.ts';
import type { MenuEntry } from '../../src-main/desktop/tray-menu.ts';

/** A status with everything well, but for what is given. */
export function statusOf(changes: Partial<Status> = {}): Status {
  return {
    version: '1.0.0',
    uptimeSeconds: 1,
    address: 'http://127.0.0.1:4000',
    dataDir: '/nonexistent/data',
    providers: [{ id: 'openrouter', state: 'ok' }],
    routes: {
      default: 'smart',
      webSearch: null,
      subagent: null,
      image: null,
      think: 'openrouter/deep',
      background: null,
      longContext: null,
    },
    paused: false,
    ...changes,
  };
}

/** A desktop that can do everything, but for what is given. */
export function hostOf(changes: Partial<HostState> = {}): HostState {
  return {
    kind: 'desktop',
    startAtLogin: false,
    update: { state: 'idle' },
    updateChannel: 'latest',
    mutedNotices: [],
    ...changes,
  };
}

/** The entry behind these labels, one menu deeper each; a route's label may go without its model. */
export function entryAt(entries: readonly MenuEntry[], ...path: string[]): MenuEntry {
  const [head = '', ...rest] = path;
  const entry = entries.find(
    (each) => 'label' in each && (each.label === head || each.label.startsWith(`${head}: `)),
  );
  if (!entry) throw new Error(`the menu has no entry "${head}"`);
  if (rest.length === 0) return entry;
  if (entry.kind !== 'menu') throw new Error(`"${head}" is no menu`);
  return entryAt(entry.entries, ...rest);
}
