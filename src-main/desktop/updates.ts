import type { AppUpdater } from 'electron-updater';
import type { HostState, UpdateState } from '../contract/host.ts';

type UpdateEvent =
  | { kind: 'checking' | 'current' }
  | { kind: 'found' | 'downloaded'; version: string }
  | { kind: 'failed'; message: string };

/** What follows from an event of the updater; an update that is ready stays so, whatever a later check says. */
export function nextUpdateState(before: UpdateState, event: UpdateEvent): UpdateState {
  if (event.kind === 'downloaded') return { state: 'ready', version: event.version };
  if (before.state === 'ready') return before;
  if (event.kind === 'found') return { state: 'downloading', version: event.version };
  if (event.kind === 'failed') return { state: 'failed', error: event.message };
  return { state: event.kind };
}

/** The app's own next version. */
export interface Updates {
  state(): UpdateState;
  /** Answers as soon as it is known whether there is a newer one; that one is then fetched. */
  check(): Promise<UpdateState>;
  setChannel(channel: HostState['updateChannel']): void;
  /** Ends the app and starts its next version; only once it is ready. */
  install(): void;
}

interface Updater extends Pick<
  AppUpdater,
  'checkForUpdates' | 'quitAndInstall' | 'channel' | 'allowPrerelease' | 'allowDowngrade' | 'autoDownload'
> {
  on(event: 'checking-for-update' | 'update-not-available', listener: () => void): unknown;
  on(event: 'update-available', listener: (info: { version: string }) => void): unknown;
  on(event: 'update-downloaded', listener: (info: { version: string }) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

const noUpdates: Updates = {
  state: () => ({ state: 'off' }),
  check: async () => ({ state: 'off' }),
  setChannel: () => {},
  install: () => {},
};

/** Hears what becomes of the next version. */
export interface UpdateListener {
  onChange: () => void;
  /** A version waits for the app's next start. */
  onReady: (version: string) => void;
}

/** Follows an updater; without one nothing can update itself. */
export function openUpdates(updater: Updater | undefined, { onChange, onReady }: UpdateListener): Updates {
  if (!updater) return noUpdates;
  let current: UpdateState = { state: 'idle' };
  const take = (event: UpdateEvent): void => {
    current = nextUpdateState(current, event);
    onChange();
    if (event.kind === 'downloaded') onReady(event.version);
  };
  updater.autoDownload = true;
  updater.on('checking-for-update', () => take({ kind: 'checking' }));
  updater.on('update-not-available', () => take({ kind: 'current' }));
  updater.on('update-available', ({ version }) => take({ kind: 'found', version }));
  updater.on('update-downloaded', ({ version }) => take({ kind: 'downloaded', version }));
  updater.on('error', ({ message }) => take({ kind: 'failed', message }));
  return {
    state: () => current,
    async check() {
      try {
        await updater.checkForUpdates();
      } catch (error) {
        take({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
      }
      return current;
    },
    setChannel(channel) {
      updater.channel = channel;
      updater.allowPrerelease = channel === 'beta';
      // Setting a channel allows a step back, which nobody asked for.
      updater.allowDowngrade = false;
    },
    install: () => updater.quitAndInstall(),
  };
}
