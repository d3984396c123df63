import type { ConfigPath } from '../../config/config-error.ts';
import { holdsVariable } from '../../config/parse.ts';
import type { Reading } from './draft.ts';
import { variableIn } from './keys.ts';
import { fieldsOf, textOf } from './values.ts';

const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;
const secretName = /auth|key|token|secret|cookie|password|credential/i;

/** Whether HTTP and our config can hold a header as it is. */
export function isSendable(name: string, value: string): boolean {
  return (
    headerName.test(name) &&
    headerValue.test(value) &&
    !holdsVariable(value) &&
    variableIn(value) === undefined
  );
}

/** Reads headers that the source adds to each request; those that hold secrets, or that HTTP could not carry, stay behind. */
export function readHeaders(
  value: unknown,
  path: ConfigPath,
  id: string,
  { account }: Reading,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, given] of Object.entries(fieldsOf(value))) {
    const here = [...path, name];
    const text = textOf(given);
    if (secretName.test(name)) {
      account.lose(
        here,
        'the header may hold a secret, which config.json may not',
        'use the key of the provider instead',
      );
    } else if (text === undefined || !isSendable(name, text)) {
      account.lose(here, 'it is not a header that could be sent as it is');
    } else {
      headers[name] = text;
      account.carry(here, `providers.${id}.headers.force`, 'sent with each request');
    }
  }
  return headers;
}
