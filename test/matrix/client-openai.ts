import OpenAI from 'openai';
import { recordOf, stringOf } from '../../src-main/core/wire/open-fields.ts';
import { clientToken } from '../support/core.ts';

/** OpenAI's own SDK, at a core. */
export function openaiSdk(address: string): OpenAI {
  return new OpenAI({ baseURL: `${address}/v1`, apiKey: clientToken, maxRetries: 0 });
}

/** The type and code of an error in OpenAI's shape; undefined for a body of another. */
export function openaiErrorName(body: unknown): string | undefined {
  const { message, type, param, code } = recordOf(recordOf(body)['error']);
  return message && param === null ? `${stringOf(type)} ${stringOf(code)}`.trim() : undefined;
}

/** What OpenAI calls the errors that the upstreams refuse with. */
export const openaiErrorNames = {
  400: 'invalid_request_error',
  404: 'invalid_request_error model_not_found',
  429: 'rate_limit_error rate_limit_exceeded',
  500: 'server_error',
};
