import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import { RequestError } from '../errors.ts';
import type { ApiContext } from './context.ts';

/** Puts a key into the keychain, in force for the next request; the value is in no answer and no log from here on. */
export async function setKey(
  { name, value }: OperationInput<'keys.set'>,
  { secrets, mask, keysChanged }: ApiContext,
): Promise<OperationOutput<'keys.set'>> {
  checkName(name);
  // Keys are pasted, and a pasted line break would make a header that no request can carry.
  const key = value.trim();
  if (key === '') throw new RequestError('invalid-request', 'value: the key is empty');
  mask.learn(key);
  await secrets.set(name, key);
  await keysChanged();
  return {};
}

/** Takes a key out of the keychain; a name that is not there is no error. */
export async function removeKey(
  { name }: OperationInput<'keys.remove'>,
  { secrets, keysChanged }: ApiContext,
): Promise<OperationOutput<'keys.remove'>> {
  checkName(name);
  await secrets.remove(name);
  await keysChanged();
  return {};
}

function checkName(name: string): void {
  if (/^[A-Za-z0-9._/-]+$/.test(name)) return;
  throw new RequestError(
    'invalid-request',
    'name: the name of a key is made of letters, digits, ".", "_", "-" and "/"',
  );
}
