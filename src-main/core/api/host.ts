import type { HostChanges, HostState, HostWindow, UpdateState } from '../../contract/host.ts';
import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import { RequestError } from '../errors.ts';
import type { ApiContext } from './context.ts';

/** Whatever surrounds the core and can do what the core cannot. */
export interface Host {
  get(): HostState;
  set(changes: HostChanges): void;
  /** Returns before the end begins. */
  quit(): void;
  checkForUpdates(): Promise<UpdateState>;
  open(what: HostWindow): void;
}

/** The surroundings of a core without a desktop: everything but looking is refused, with what to do instead. */
export const headlessHost: Host = {
  get: () => ({
    kind: 'headless',
    startAtLogin: null,
    update: { state: 'off' },
    updateChannel: 'latest',
    mutedNotices: [],
  }),
  set: () => refuse('settings of the desktop app do not exist here'),
  quit: () => refuse('stop the process, or the service that runs it'),
  checkForUpdates: () => refuse('update it the way it was installed'),
  open: () => refuse('open its address in a browser'),
};

function refuse(instead: string): never {
  throw new RequestError('invalid-request', `Signalbox runs headless: ${instead}`, { status: 501 });
}

/** What surrounds the core. */
export function getHost({ host }: ApiContext): OperationOutput<'host.get'> {
  return host.get();
}

/** Changes what was given and answers everything. */
export function setHost(
  changes: OperationInput<'host.set'>,
  { host }: ApiContext,
): OperationOutput<'host.set'> {
  host.set(changes);
  return host.get();
}

/** Ends the desktop app, after this answer. */
export function quitHost({ host }: ApiContext): OperationOutput<'host.quit'> {
  host.quit();
  return {};
}

/** Asks for a newer version, and answers as soon as it is known whether there is one. */
export function checkForUpdates({ host }: ApiContext): Promise<OperationOutput<'host.checkForUpdates'>> {
  return host.checkForUpdates();
}

/** Brings up a window of the desktop app. */
export function openWindow(
  { what }: OperationInput<'host.open'>,
  { host }: ApiContext,
): OperationOutput<'host.open'> {
  host.open(what);
  return {};
}
