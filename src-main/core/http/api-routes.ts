import type { IRouter, Request, Response } from 'express';
import { FileAnswer } from '../api/file-answer.ts';
import { runOperation } from '../api/index.ts';
import { readStatusLine } from '../api/status-line.ts';
import { RequestError } from '../errors.ts';
import { readBody } from './body.ts';
import type { HttpContext } from './context.ts';
import { type EventStreamOptions, streamEvents } from './event-stream.ts';
import { serve } from './paths.ts';
import { sendFile } from './send-file.ts';

const maxBodyBytes = 1024 * 1024;

/** What the pages and scripts call: the operations, the events, and whether anyone is there at all. */
export function serveApi(
  router: IRouter,
  { api, tokens, metrics }: HttpContext,
  streams: EventStreamOptions,
): void {
  for (const path of ['/health', '/api/hello']) {
    serve(router, path, 'GET', (_request, response) => {
      response.json({ name: 'signalbox', status: 'ok' });
    });
  }

  router.use('/api', (_request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    next();
  });

  serve(router, '/metrics', 'GET', async (request, response) => {
    requireAdmin(request);
    const { body, contentType } = await metrics.read();
    response.setHeader('content-type', contentType);
    response.end(body);
  });

  serve(router, '/api/events', 'GET', (request, response) => {
    requireAdmin(request);
    streamEvents(api, response, streams);
  });

  // For the command that a client runs in its own environment, where its own token stands and no other.
  serve(router, '/api/statusline', 'GET', (request, response) => {
    const access = tokens().client(request.headers);
    if (!access) throw new RequestError('authentication', 'no valid token of a client');
    const session = new URL(request.originalUrl, 'http://localhost').searchParams.get('session');
    response.json(readStatusLine(access.client, session ?? undefined, api));
  });

  serve(
    router,
    '/api/:operation',
    'POST',
    async (request: Request<{ operation: string }>, response: Response) => {
      requireAdmin(request);
      const answer = await runOperation(request.params.operation, await readJson(request), api);
      if (answer instanceof FileAnswer) await sendFile(answer, response);
      else response.json(answer);
    },
  );

  function requireAdmin({ headers }: Pick<Request, 'headers'>): void {
    if (tokens().isAdmin(headers)) return;
    throw new RequestError(
      'authentication',
      'no valid admin token: show it as Authorization: Bearer, or open the address with ?token=… that the start prints',
    );
  }
}

async function readJson(
  request: Pick<Request, 'headers'> & Parameters<typeof readBody>[0],
): Promise<unknown> {
  const contentType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (contentType !== 'application/json') {
    throw new RequestError('invalid-request', 'the content-type must be application/json', { status: 415 });
  }
  const body = await readBody(request, maxBodyBytes);
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    throw new RequestError('invalid-request', 'the body is not valid JSON', { cause: error });
  }
}
