import type { IncomingMessage } from 'node:http';
import type { IRouter, Request, Response } from 'express';
import { contextTokensOf } from '../api/models.ts';
import { RequestError } from '../errors.ts';
import type { IncomingExchange } from '../exchange/exchange.ts';
import type { Protocol } from '../exchange/protocols.ts';
import { readBody } from './body.ts';
import type { HttpContext } from './context.ts';
import {
  anthropicModel,
  anthropicPage,
  findModelId,
  modelIds,
  openaiList,
  openaiModel,
  speaksAnthropic,
} from './models.ts';
import { serve } from './paths.ts';
import { createRateLimits } from './rate-limits.ts';
import type { ClientAccess } from './tokens.ts';

/** Which protocol is spoken where. */
export const protocolOfPath: Readonly<Record<string, Protocol>> = {
  '/v1/messages': 'anthropic',
  '/v1/chat/completions': 'openai-chat',
  '/v1/completions': 'openai-completions',
  '/v1/responses': 'openai-responses',
};

const bytesPerMb = 1024 * 1024;

/** The paths that coding agents call. */
export function serveGateway(router: IRouter, { api, exchange, countTokens, tokens }: HttpContext): void {
  const takeRequest = createRateLimits();
  const contextOf = (name: string): number | null => contextTokensOf(api, name);

  for (const [path, protocol] of Object.entries(protocolOfPath)) {
    serve(router, path, 'POST', async (request, response) => {
      const access = clientOf(request);
      const client = api.config.current().clients.find(({ id }) => id === access.client);
      if (client) await takeRequest(client);
      await exchange.answer(await incoming(request, protocol, access), response);
    });
  }

  // Claude Code counts dozens of times for one /context: it costs nothing, and no client's rate limit either.
  serve(router, '/v1/messages/count_tokens', 'POST', async (request, response) => {
    const counted = await incoming(request, 'anthropic', clientOf(request));
    response.json({ input_tokens: await countTokens(counted) });
  });

  serve(router, '/v1/models', 'GET', (request, response) => {
    clientOf(request);
    const ids = modelIds(api.config.current(), api.upstreams);
    const query = new URLSearchParams(queryOf(request.url));
    response.json(speaksAnthropic(request.headers) ? anthropicPage(ids, query, contextOf) : openaiList(ids));
  });

  serve(router, '/v1/models/*id', 'GET', (request: Request<{ id: string[] }>, response: Response) => {
    clientOf(request);
    const id = findModelId(modelIds(api.config.current(), api.upstreams), request.params.id.join('/'));
    response.json(speaksAnthropic(request.headers) ? anthropicModel(id, contextOf) : openaiModel(id));
  });

  async function incoming(
    request: IncomingMessage,
    protocol: Protocol,
    access: ClientAccess,
  ): Promise<IncomingExchange> {
    const { headers, url = '' } = request;
    const body = await readBody(request, api.config.current().server.maxBodyMb * bytesPerMb);
    return { protocol, body, headers, query: queryOf(url), ...access };
  }

  function clientOf({ headers }: Pick<Request, 'headers'>): ClientAccess {
    const access = tokens().client(headers);
    if (access) return access;
    throw new RequestError(
      'authentication',
      'no valid token of a client: show it as Authorization: Bearer, x-api-key or x-signalbox-token',
    );
  }
}

function queryOf(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
}
