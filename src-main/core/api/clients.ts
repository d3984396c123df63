import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import { newToken } from '../access-tokens.ts';
import { RequestError } from '../errors.ts';
import { parseReference } from '../secrets/references.ts';
import type { ApiContext } from './context.ts';

type Parts = Pick<ApiContext, 'config' | 'machine' | 'secrets' | 'mask' | 'keysChanged'>;

/**
 * Gives a client a new token, in force for the next request, and tells it this once: whoever asks is the one who has to
 * put it into the client. The one before it is gone.
 */
export async function rotateClient(
  { id }: OperationInput<'clients.rotate'>,
  { config, machine, secrets, mask, keysChanged }: Parts,
): Promise<OperationOutput<'clients.rotate'>> {
  const { clients } = config.current();
  const position = clients.findIndex((client) => client.id === id);
  const reference = parseReference(clients[position]?.token ?? '');
  if (position < 0) throw new RequestError('not-found', `the config has no client "${id}"`);
  if (position === 0 && machine.env['SIGNALBOX_TOKEN'] !== undefined)
    throw new RequestError(
      'invalid-request',
      `the token of ${id} is the value of SIGNALBOX_TOKEN: change it there`,
    );
  if (reference?.kind !== 'keychain')
    throw new RequestError(
      'invalid-request',
      `the token of ${id} is not in the keychain but stands in ${reference ? `the variable ${reference.name}` : 'the config'}: change it there`,
    );
  const token = newToken();
  mask.learn(token);
  await secrets.set(reference.name, token);
  await keysChanged();
  return { token };
}
