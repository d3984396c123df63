import type { ClaudeCodeWarning } from '../../../contract/claude-code.ts';
import { readVariable } from './places.ts';
import type { Source } from './sources.ts';

const proxies = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];
const exceptions = ['NO_PROXY', 'no_proxy'];

/**
 * Where a proxy is named that would be asked for our own address: Claude Code sends requests to this machine through
 * either kind of proxy unless NO_PROXY names the host (seen with 2.1.329).
 */
export function findProxies(sources: readonly Omit<Source, 'wins'>[], address: string): ClaudeCodeWarning[] {
  const host = URL.parse(address)?.hostname ?? address;
  const isExcepted = sources.some(({ settings }) =>
    exceptions.some((name) => namesHost(readVariable(settings, name) ?? '', host)),
  );
  if (isExcepted) return [];
  return sources.flatMap(({ where, settings }) => {
    const name = proxies.find((variable) => (readVariable(settings, variable) ?? '') !== '');
    if (name === undefined) return [];
    const message = `${name} is set, and Claude Code would ask that proxy for ${address}: add ${host} to NO_PROXY`;
    return [{ code: 'proxy' as const, where, message }];
  });
}

function namesHost(list: string, host: string): boolean {
  return list.split(/[\s,]+/).some((entry) => entry === host || entry === '*');
}
