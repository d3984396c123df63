import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import pino from 'pino';
import { onTestFinished } from 'vitest';
import type { Exchange, IncomingExchange } from '../../../src-main/core/exchange/exchange.ts';
import { createHttpServer, type HttpServerOptions } from '../../../src-main/core/http/server.ts';
import { createTokens } from '../../../src-main/core/http/tokens.ts';
import { coreParts } from '../api/core-parts.ts';

export const clientToken = 'client-token';
export const adminToken = 'admin-token';

export const asClient = { authorization: `Bearer ${clientToken}` };
export const asAdmin = { authorization: `Bearer ${adminToken}` };

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

interface Call {
  method?: string;
  headers?: OutgoingHttpHeaders;
  body?: Buffer | string;
}

type Options = Partial<HttpServerOptions> & {
  parts?: Parameters<typeof coreParts>[0];
  requireToken?: boolean;
  host?: string;
  answer?: Exchange['answer'];
};

/** A server on a free port until the test ends, over an exchange that answers `{}` and keeps what it was given. */
export async function runServer(options: Options = {}) {
  const { parts, requireToken = true, host = '127.0.0.1', answer, ...rest } = options;
  const { context, said } = coreParts(parts);
  const exchanged: IncomingExchange[] = [];
  const logged: string[] = [];
  const tokens = createTokens({
    clients: [{ id: 'claude-code', token: clientToken }],
    admin: adminToken,
    requireToken,
  });
  const server = createHttpServer({
    api: context,
    countTokens: () => Promise.resolve(42),
    metrics: { read: () => Promise.resolve({ body: 'up 1\n', contentType: 'text/plain' }) },
    exchange: {
      running: 0,
      idle: async () => undefined,
      answer: (incoming, response) => {
        exchanged.push(incoming);
        if (answer) return answer(incoming, response);
        response.end('{}');
        return Promise.resolve();
      },
    },
    tokens: () => tokens,
    pagesDir: '',
    log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
    ...rest,
  });
  const address = await server.listen(host, 0);
  onTestFinished(() => server.close({ drainMs: 0 }));
  const port = Number(new URL(address).port);

  /** One request on a connection of its own, its headers as given. */
  const call = (path: string, { method = 'GET', headers = {}, body }: Call = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const outgoing = request(
        { host: '127.0.0.1', port, path, method, headers, agent: false },
        (answered) => {
          text(answered).then(
            (whole) => resolve({ status: answered.statusCode ?? 0, headers: answered.headers, body: whole }),
            reject,
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });

  /** One operation called by the admin. */
  const operate = async (name: string, input: unknown) => {
    const headers = { ...asAdmin, 'content-type': 'application/json' };
    const { status, body } = await call(`/api/${name}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(input),
    });
    const answered: unknown = JSON.parse(body);
    return { status, body: answered };
  };

  return { server, address, port, call, operate, exchanged, logged, context, said };
}
