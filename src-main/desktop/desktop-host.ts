import type { HostWindow } from '../contract/host.ts';
import type { Host } from '../core/api/host.ts';
import type { LoginItem } from './login-item.ts';
import type { PreferenceStore } from './preferences.ts';
import type { Updates } from './updates.ts';

interface DesktopHostOptions {
  loginItem: LoginItem;
  preferences: PreferenceStore;
  updates: Updates;
  open: (what: HostWindow) => void;
  quit: () => void;
  /** Called after each change, so that the menu follows. */
  onChange: () => void;
}

/** What surrounds the core in the desktop app. */
export function createDesktopHost({
  loginItem,
  preferences,
  updates,
  open,
  quit,
  onChange,
}: DesktopHostOptions): Host {
  return {
    get() {
      const { mutedNotices, updateChannel } = preferences.read();
      return {
        kind: 'desktop',
        startAtLogin: loginItem.get(),
        update: updates.state(),
        updateChannel,
        mutedNotices,
      };
    },
    set({ startAtLogin, ...changes }) {
      if (startAtLogin !== undefined) loginItem.set(startAtLogin);
      if (changes.updateChannel !== undefined) updates.setChannel(changes.updateChannel);
      preferences.set(changes);
      onChange();
    },
    quit,
    checkForUpdates: () => updates.check(),
    open,
  };
}
