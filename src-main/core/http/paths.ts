import type { IRouter, RequestHandler } from 'express';
import { RequestError } from '../errors.ts';

type RouteParameters = Record<string, string | string[]>;

/** Serves one path. HEAD comes with GET, OPTIONS answers what is allowed, any other method is refused with 405. */
export function serve<Params = RouteParameters>(
  router: IRouter,
  path: string,
  method: 'GET' | 'POST',
  handler: RequestHandler<Params>,
): void {
  const allow = method === 'GET' ? 'GET, HEAD, OPTIONS' : 'POST, OPTIONS';
  const route = router.route(path);
  if (method === 'GET') route.get(handler);
  else route.post(handler);
  route.all((request, response) => {
    response.setHeader('allow', allow);
    if (request.method !== 'OPTIONS') {
      throw new RequestError('invalid-request', `${request.method} is not accepted here: use ${allow}`, {
        status: 405,
      });
    }
    response.status(204).end();
  });
}
