import { BlockList, isIP } from 'node:net';

const ownNetworks = new BlockList();
ownNetworks.addSubnet('127.0.0.0', 8);
ownNetworks.addSubnet('10.0.0.0', 8);
ownNetworks.addSubnet('172.16.0.0', 12);
ownNetworks.addSubnet('192.168.0.0', 16);
ownNetworks.addSubnet('169.254.0.0', 16);
// Shared address space, where private overlays such as Tailscale live.
ownNetworks.addSubnet('100.64.0.0', 10);
ownNetworks.addSubnet('::1', 128, 'ipv6');
ownNetworks.addSubnet('fc00::', 7, 'ipv6');
ownNetworks.addSubnet('fe80::', 10, 'ipv6');

const ownNames = /^[^.]+$|\.(?:localhost|local|lan|home|internal|home\.arpa)$/;

/** Whether an address is on this machine or in a network of its user's; so is what has no address at all. */
export function isNearby(baseUrl: string): boolean {
  if (baseUrl === '') return true;
  const host = new URL(baseUrl).hostname.replace(/^\[|\]$/g, '');
  const version = isIP(host);
  if (version === 0) return ownNames.test(host);
  return ownNetworks.check(host, version === 6 ? 'ipv6' : 'ipv4');
}
