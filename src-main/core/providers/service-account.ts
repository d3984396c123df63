import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { JWT, type JWTOptions } from 'google-auth-library';
import { RequestError } from '../errors.ts';
import { recordOf, stringOf } from '../wire/open-fields.ts';

/** The one address that the library asks for tokens, whatever the file says. */
const libraryTokenUrl = 'https://oauth2.googleapis.com/token';

/**
 * Makes a client from a service account's JSON key. Throws RequestError authentication that says what is wrong with the
 * file, and nothing of what is in it.
 */
export async function readServiceAccount(
  file: string,
  scope: string,
  transporterOptions: NonNullable<JWTOptions['transporterOptions']>,
): Promise<JWT> {
  const account = await readAccount(file);
  const type = stringOf(account['type']);
  const email = stringOf(account['client_email']);
  const key = stringOf(account['private_key']);
  if (type !== 'service_account') {
    throw unusable(file, 'is no key of a service account: create one in the Google Cloud console under IAM');
  }
  if (email === '' || !isPrivateKey(key)) {
    throw unusable(file, 'is damaged: it needs client_email and private_key, so download the key again');
  }
  const tokenUrl = stringOf(account['token_uri']) || libraryTokenUrl;
  return new JWT({
    email,
    key,
    scopes: scope,
    additionalClaims: { aud: tokenUrl },
    transporterOptions: {
      ...transporterOptions,
      fetchImplementation: redirected(transporterOptions, tokenUrl),
    },
  });
}

/** Asks the file's own `token_uri`, which clouds of another domain need. */
function redirected(
  { fetchImplementation = fetch }: NonNullable<JWTOptions['transporterOptions']>,
  tokenUrl: string,
): typeof fetch {
  return async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    return fetchImplementation(address === libraryTokenUrl ? tokenUrl : input, init);
  };
}

async function readAccount(file: string): Promise<Record<string, unknown>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw unusable(file, 'cannot be read: check serviceAccountFile and who may read it', { cause });
  }
  try {
    return recordOf(JSON.parse(text));
  } catch {
    // The parser's message would quote the file, and so perhaps the key.
    throw unusable(file, 'is not JSON: download the key again');
  }
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).type === 'private';
  } catch {
    // Not a key, or cut short: the file is said to be damaged.
    return false;
  }
}

function unusable(file: string, problem: string, options: ErrorOptions = {}): RequestError {
  return new RequestError('authentication', `the service account's file ${file} ${problem}`, options);
}
