import type { NetworkInterfaceInfo } from 'node:os';
import type { ElectronParts } from './electron-parts.ts';
import type { Timers } from './timers.ts';

interface SurroundingsOptions {
  powerMonitor: ElectronParts['powerMonitor'];
  /** The machine's own addresses, as `os.networkInterfaces` gives them. */
  interfaces: () => NodeJS.Dict<NetworkInterfaceInfo[]>;
  every: Timers['every'];
  /** The connections that are open lead nowhere any more: after a sleep, or in another network. */
  onConnectionsLost: () => void;
  /** The system ends, and waits for us. */
  onShutdown: () => void;
}

const lookEveryMs = 10_000;

/** Watches for what breaks connections or ends the system. Electron's main process is not told of another network. */
export function watchSurroundings(options: SurroundingsOptions): void {
  const { powerMonitor, interfaces, every, onConnectionsLost, onShutdown } = options;
  let network = networkOf(interfaces());
  powerMonitor.on('resume', onConnectionsLost);
  powerMonitor.on('shutdown', (event) => {
    event?.preventDefault();
    onShutdown();
  });
  every(lookEveryMs, () => {
    const now = networkOf(interfaces());
    if (now === network) return;
    network = now;
    onConnectionsLost();
  });
}

/** The addresses by which others reach this machine; link-local ones and IPv6's short-lived ones come and go by themselves. */
export function networkOf(interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>): string {
  return Object.entries(interfaces)
    .flatMap(([name, infos = []]) => infos.map((info) => ({ name, ...info })))
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ name, address }) => `${name} ${address}`)
    .sort()
    .join(', ');
}
