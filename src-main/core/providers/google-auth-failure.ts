import { gaxios } from 'google-auth-library';
import { RequestError } from '../errors.ts';
import { recordOf, stringOf } from '../wire/open-fields.ts';

/** How the library says that there are no credentials at all; it has no code for it. */
const noCredentials = /could not load the default credentials/i;

/**
 * What to tell a person when no token could be had. The library's error is not kept as the cause: it holds the request,
 * and in it the assertion or the refresh token.
 */
export function readTokenFailure(error: unknown, serviceAccountFile: string | undefined): RequestError {
  if (error instanceof RequestError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (noCredentials.test(message)) {
    return failure(
      'there are no Google credentials on this machine: run `gcloud auth application-default login`, or set serviceAccountFile',
    );
  }
  const remedy =
    serviceAccountFile === undefined
      ? 'run `gcloud auth application-default login` again'
      : `check that the key in ${serviceAccountFile} is still valid and this machine's clock is right`;
  if (!(error instanceof gaxios.GaxiosError)) {
    return failure(`the Google credentials of this machine cannot be used: ${remedy}`);
  }
  if (error.response === undefined) {
    const host = error.config.url?.host ?? "Google's token endpoint";
    return failure(`no token from Google: ${host} cannot be reached (${codeOf(error)})`);
  }
  const { status, data } = error.response;
  const word = stringOf(recordOf(data)['error']);
  const said = /^\w+$/.test(word) ? `${status} ${word}` : String(status);
  if (status >= 500) return failure(`no token from Google: its token endpoint answered ${said}, try again`);
  return failure(`Google refused the credentials (${said}): ${remedy}`);
}

function codeOf({ code, cause }: gaxios.GaxiosError): string {
  const inner = recordOf(recordOf(cause)['cause']);
  return [inner['code'], recordOf(cause)['code'], code].map(stringOf).find(Boolean) ?? 'no answer';
}

function failure(message: string): RequestError {
  return new RequestError('authentication', message);
}
