import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { startHeadless } from '../support/headless.ts';
import { freePort } from '../support/ports.ts';

const env = { SIGNALBOX_TOKEN: 'client-token', SIGNALBOX_ADMIN_TOKEN: 'admin-token' };

interface Delivery {
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-tracing-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function startCollector(): Promise<{ origin: string; deliveries: Delivery[] }> {
  const deliveries: Delivery[] = [];
  const take = async ({ url, headers }: IncomingMessage, body: Promise<string>, response: ServerResponse) => {
    deliveries.push({ path: url, headers, body: await body });
    response.setHeader('content-type', 'application/json');
    response.end('{}');
  };
  const server = createServer((request, response) => void take(request, text(request), response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, deliveries };
}

function ask(address: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${address}/v1/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env.SIGNALBOX_TOKEN}`, ...headers },
    body: JSON.stringify({
      model: 'claude-opus-5-5',
      max_tokens: 10,
      messages: [{ role: 'user', content: 'the words of a user' }],
    }),
  });
}

test('a collector that the environment names gets the spans of what ran, and no word of it', async () => {
  const collector = await startCollector();
  const running = await startHeadless(await temporaryFolder(), {
    ...env,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-collector-key=of-the-collector',
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
  });
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const response = await ask(running.address, { traceparent });
  expect(response.status).toBe(200);
  await response.text();
  // What was not sent yet goes out at the end.
  expect(await running.end('SIGTERM')).toBe(0);

  const [delivery] = collector.deliveries;
  expect(collector.deliveries).toHaveLength(1);
  expect(delivery?.path).toBe('/v1/traces');
  expect(delivery?.headers['x-collector-key']).toBe('of-the-collector');
  const { resourceSpans } = JSON.parse(delivery?.body ?? '');
  expect(resourceSpans[0].resource.attributes).toEqual(
    expect.arrayContaining([
      { key: 'service.name', value: { stringValue: 'signalbox' } },
      { key: 'deployment.environment.name', value: { stringValue: 'test' } },
    ]),
  );
  const spans: Record<string, unknown>[] = resourceSpans[0].scopeSpans[0].spans;
  expect(spans.map(({ name }) => name)).toEqual(['chat demo', 'chat claude-opus-5-5']);
  expect(spans[1]).toMatchObject({
    traceId: '0af7651916cd43dd8448eb211c80319c',
    parentSpanId: 'b7ad6b7169203331',
  });
  expect(spans[1]?.['attributes']).toContainEqual({
    key: 'signalbox.request.id',
    value: { stringValue: response.headers.get('x-signalbox-request-id') },
  });
  for (const secret of ['client-token', 'admin-token', 'the words of a user'])
    expect(delivery?.body).not.toContain(secret);
});

test('a collector that is not there costs no answer and hardly a moment of the end, and is told once', async () => {
  const dataDir = await temporaryFolder();
  const running = await startHeadless(dataDir, {
    ...env,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}`,
    OTEL_BSP_SCHEDULE_DELAY: '100',
  });
  for (let index = 0; index < 3; index += 1) {
    const response = await ask(running.address);
    expect(response.status).toBe(200);
    await response.text();
  }
  expect(await running.end('SIGTERM')).toBe(0);
  const log = await readFile(join(dataDir, 'logs', 'signalbox.log'), 'utf8');
  expect(log.match(/traces could not be sent/g) ?? []).toHaveLength(1);
});
