import { randomUUID } from 'node:crypto';
import { finished } from 'node:stream';
import type { ErrorRequestHandler, Request, Response } from 'express';
import { type Failure, readFailure } from '../api/failure.ts';
import { kindOfStatus, RequestError } from '../errors.ts';
import { writeAnthropicError } from '../wire/anthropic/errors.ts';
import { writeOpenAIError } from '../wire/openai-errors.ts';
import { protocolOfPath } from './gateway.ts';
import type { HttpContext } from './context.ts';
import { speaksAnthropic } from './models.ts';

type Shape = 'anthropic' | 'openai' | 'api';

const shapes: Record<Shape, (failure: Failure, requestId: string) => unknown> = {
  anthropic: ({ status, message }, requestId) =>
    writeAnthropicError(new RequestError(kindOfStatus(status), message, { status }), requestId).body,
  openai: ({ status, message }, requestId) =>
    writeOpenAIError(new RequestError(kindOfStatus(status), message, { status }), requestId).body,
  api: ({ code, message }) => ({ error: { code, message } }),
};

const unexpected: Failure = {
  status: 500,
  code: 'internal',
  message: 'Signalbox met an error that it did not expect: its log says more',
};

/** Answers what went wrong in the shape of the client's protocol, masked; what nobody foresaw goes to the log. */
export function answerErrors({ api, log }: Pick<HttpContext, 'api' | 'log'>): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    // The client left before anything was said. What ends an answer that has begun is still to be told.
    if (response.destroyed && !response.headersSent) return;
    const failure = readFailure(asRequestError(error));
    const { status, code, message } = failure ?? unexpected;
    // The path alone: a query may hold a token.
    const asked = { method: request.method, path: request.path, status };
    if (failure) log.debug({ ...asked, reason: api.mask.text(message) }, 'request refused');
    else log.error({ ...asked, error: api.mask.text(traceOf(error)) }, 'unexpected error');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const requestId = `req_${randomUUID().replaceAll('-', '')}`;
    response.setHeader('request-id', requestId);
    response.setHeader('x-signalbox-request-id', requestId);
    if (error instanceof RequestError && error.retryAfterSeconds !== undefined) {
      response.setHeader('retry-after', String(error.retryAfterSeconds));
    }
    const body = shapes[shapeOf(request)]({ status, code, message: api.mask.text(message) }, requestId);
    sendBeforeBodyEnds(request, response.status(status), JSON.stringify(body));
  };
}

/**
 * Sends an answer at once and ends it when the request's body has passed by unread. A socket that is closed while the
 * client still writes is reset, and the answer is lost with it.
 */
function sendBeforeBodyEnds(request: Request, response: Response, json: string): void {
  const bytes = Buffer.from(json);
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('content-length', bytes.length);
  response.write(bytes);
  finished(request, () => response.end());
  request.resume();
}

function shapeOf({ path, headers }: Request): Shape {
  if (!path.startsWith('/v1/')) return 'api';
  const protocol = protocolOfPath[path];
  if (protocol !== undefined) return protocol === 'anthropic' ? 'anthropic' : 'openai';
  return path.startsWith('/v1/messages/') || speaksAnthropic(headers) ? 'anthropic' : 'openai';
}

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The router throws a URIError for a path that cannot be decoded. */
function asRequestError(error: unknown): unknown {
  if (!(error instanceof URIError)) return error;
  return new RequestError('invalid-request', 'the path of this request is not encoded correctly', {
    cause: error,
  });
}
