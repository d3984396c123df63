import type { WireName } from '../../../contract/config.ts';
import type { ConfigPath } from '../../config/config-error.ts';
import { findPreset } from '../../providers/presets.ts';
import { readAddress, type Address } from './address.ts';
import type { DraftKey, Reading } from './draft.ts';
import { readKey, variableIn } from './keys.ts';
import { millisecondsOf, textOf } from './values.ts';

/**
 * Reads the address of a provider and says in the account what becomes of it, once `adjust` has seen it; undefined where
 * it cannot be called.
 */
export function readBaseUrl(
  value: unknown,
  path: ConfigPath,
  id: string,
  assumed: WireName,
  { account, env }: Reading,
  adjust: (address: Address) => Address = (address) => address,
): Address | undefined {
  const given = textOf(value);
  const text = given === undefined ? undefined : withVariables(given, env);
  const read = text === undefined ? undefined : readAddress(text, assumed);
  if (read === undefined) {
    const whatToDo = 'add the provider by hand, with its address';
    account.lose(path, 'it is not an address that begins with http:// or https://', whatToDo);
    return undefined;
  }
  const address = adjust(read.address);
  const { preset, wire, baseUrl } = address;
  const where = baseUrl === undefined ? '' : ' at this address';
  const kind = preset === undefined ? `a provider of the wire ${wire}` : `the preset ${preset}`;
  account.carry(path, `providers.${id}`, `${kind}${where}`);
  if (read.dropped !== undefined) account.lose(path, read.dropped, 'add the key to the provider');
  return address;
}

/** A variable that is not set stays as it is, and makes no address. */
function withVariables(text: string, env: Reading['env']): string {
  const whole = variableIn(text);
  if (whole !== undefined) return env[whole] ?? text;
  return text.replaceAll(/\$\{([A-Za-z_]\w*)\}/g, (variable, name: string) => env[name] ?? variable);
}

/** Reads the keys of a provider, where it takes any. */
export function readKeys(
  given: readonly { value: unknown; path: ConfigPath }[],
  id: string,
  { preset }: Address,
  reading: Reading,
): DraftKey[] {
  const auth = preset === undefined ? undefined : findPreset(preset)?.auth.kind;
  return given
    .filter(({ value }) => value !== undefined && value !== null && value !== '')
    .flatMap(({ value, path }) => {
      if (auth !== 'none' && auth !== 'google')
        return readKey(value, path, `providers.${id}.keys`, reading) ?? [];
      const why = auth === 'none' ? 'takes no key' : "takes Google's credentials rather than a key";
      reading.account.lose(path, `the preset ${preset} ${why}`);
      return [];
    });
}

/** Settings that the source has once and that each provider has here. */
export interface SharedSettings {
  proxy?: string;
  timeouts?: { firstByteMs?: number; connectMs?: number };
  retry?: { attempts: number };
}

/** Reads the limit on the time of a request; Signalbox limits the wait for an answer, never the answer. */
export function readTimeout(
  value: unknown,
  path: ConfigPath,
  { account }: Reading,
  unit = 1,
): Pick<SharedSettings, 'timeouts'> {
  const firstByteMs = millisecondsOf(value, unit);
  if (firstByteMs === undefined) {
    account.lose(path, 'it is not a number above 0');
    return {};
  }
  account.carry(path, 'providers[*].timeouts.firstByteMs', 'the limit on the time until an answer begins');
  return { timeouts: { firstByteMs } };
}

/** Reads the proxy of all providers. */
export function readProxy(
  value: unknown,
  path: ConfigPath,
  { account }: Reading,
): Pick<SharedSettings, 'proxy'> {
  const text = textOf(value) ?? '';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    account.lose(path, 'a proxy of Signalbox begins with http:// or https://');
    return {};
  }
  if (url.username !== '' || url.password !== '') {
    const whatToDo = 'set the proxy of each provider to ${NAME} and NAME in the environment';
    account.lose(path, 'it holds a password, which config.json may not', whatToDo);
    return {};
  }
  account.carry(path, 'providers[*].proxy', 'the proxy of each provider that is not on this machine');
  return { proxy: url.origin };
}

/** What of the shared settings a provider gets: none of this machine is asked through a proxy. */
export function sharedFor(
  { preset, baseUrl }: Address,
  { proxy, ...others }: SharedSettings,
): SharedSettings {
  const url = baseUrl ?? findPreset(preset ?? '')?.baseUrl ?? '';
  const isHere = /^https?:\/\/(?:localhost|127\.[\d.]+|\[::1\])(?:[:/]|$)/.test(url);
  return { ...others, ...(proxy !== undefined && !isHere && { proxy }) };
}
