import { RequestError, UpstreamProtocolError } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { Mask } from '../secrets/mask.ts';
import { encodeErrorEvent, writeAnthropicError } from '../wire/anthropic/errors.ts';
import type { Usage } from '../wire/anthropic/messages.ts';
import { encodeMessageEvent } from '../wire/sse.ts';
import type { ClientStream } from './client-stream.ts';
import { streamHeaders } from './stream-headers.ts';
import type { OpenedAnswer } from './open-answer.ts';
import type { RequestRecord } from './record.ts';
import type { Opened } from './try-targets.ts';
import { ClientGoneError, UpstreamFailure } from './upstream-failure.ts';

interface DeliveryOptions {
  mask: Mask;
  pingMs: number;
  log: Logger;
}

/** Sends an opened answer to the client; its row is committed before its last byte leaves. */
export async function deliver(
  { upstream, answer }: Opened,
  client: ClientStream,
  record: RequestRecord,
  options: DeliveryOptions,
): Promise<void> {
  try {
    if (answer.kind === 'whole') deliverWhole(answer, client, record, options);
    else if (answer.kind === 'bytes') await deliverBytes(answer, client, record, options);
    else await deliverEvents(answer, client, record, options);
  } catch (error) {
    if (!(error instanceof ClientGoneError)) upstream.noteFailure(shownFor(error, options).message);
    throw error;
  }
}

function deliverWhole(
  answer: OpenedAnswer & { kind: 'whole' },
  client: ClientStream,
  record: RequestRecord,
  { mask }: DeliveryOptions,
): void {
  record.answered();
  record.finish({ status: answer.status, usage: answer.usage });
  client.begin(answer.status, { 'request-id': record.id, ...answer.headers, ...record.headers() });
  client.end(mask.bytes(Buffer.from(answer.body.buffer, answer.body.byteOffset, answer.body.byteLength)));
}

async function deliverBytes(
  { status, headers, head, rest, meter }: OpenedAnswer & { kind: 'bytes' },
  client: ClientStream,
  record: RequestRecord,
  { mask, pingMs }: DeliveryOptions,
): Promise<void> {
  record.answered();
  client.begin(status, { ...headers, ...record.headers() });
  client.keepAwake(
    pingMs,
    () => headers,
    () => meter.isAtBoundary,
  );
  const finish = (): void => {
    if (meter.isComplete) record.finish({ status, usage: meter.usage });
  };
  finish();
  for (const chunk of head) await client.write(chunk);
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
    meter.push(next.value);
    finish();
    await client.write(
      mask.bytes(Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength)),
    );
  }
  if (meter.error !== undefined) {
    // The upstream's own error event reached the client with the bytes.
    record.finish({ status: meter.error.status, usage: meter.usage, error: mask.text(meter.error.message) });
  } else if (!meter.isComplete) {
    if (!meter.isAtBoundary) await client.writeText('\n\n');
    throw new UpstreamProtocolError('the upstream ended its stream before the answer was complete');
  }
  client.end();
}

async function deliverEvents(
  { head, rest }: OpenedAnswer & { kind: 'events' },
  client: ClientStream,
  record: RequestRecord,
  { pingMs }: DeliveryOptions,
): Promise<void> {
  let usage: Usage = {};
  record.answered();
  client.begin(200, streamHeaders(record));
  client.keepAwake(
    pingMs,
    () => streamHeaders(record),
    () => true,
  );
  const events = (async function* () {
    yield* head;
    yield* { [Symbol.asyncIterator]: () => rest };
  })();
  for await (const event of events) {
    if (event.type === 'message_delta') ({ usage } = event);
    if (event.type === 'message_stop') record.finish({ status: 200, usage });
    await client.writeText(encodeMessageEvent(event));
  }
  client.end();
}

/** Ends an exchange that failed: with a status and a body, or, once the answer has begun, with an error event. */
export function deliverError(
  error: unknown,
  client: ClientStream,
  record: RequestRecord,
  options: DeliveryOptions,
): void {
  const shown = shownFor(error, options);
  record.finish({ status: shown.status, error: shown.message });
  if (error instanceof ClientGoneError) return client.end();
  if (client.hasBegun) return client.end(encodeErrorEvent(shown, record.id));
  const raw = error instanceof UpstreamFailure ? error.facts.raw : undefined;
  if (raw !== undefined) {
    client.begin(raw.status, { ...raw.headers, ...record.headers() });
    return client.end(options.mask.bytes(raw.body));
  }
  const { status, body } = writeAnthropicError(shown, record.id);
  const retryAfter =
    shown.retryAfterSeconds === undefined ? {} : { 'retry-after': String(shown.retryAfterSeconds) };
  client.begin(status, {
    'content-type': 'application/json',
    'request-id': record.id,
    ...retryAfter,
    ...record.headers(),
  });
  return client.end(JSON.stringify(body));
}

/** The error as a client may see it: no key in it, and nothing of our own insides. */
function shownFor(error: unknown, { mask, log }: DeliveryOptions): RequestError {
  const known = error instanceof UpstreamFailure ? error.shown : error;
  if (known instanceof RequestError) {
    const { kind, status, retryAfterSeconds } = known;
    return new RequestError(kind, mask.text(known.message), {
      status,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    });
  }
  log.error(
    { error: mask.text(error instanceof Error ? (error.stack ?? error.message) : String(error)) },
    'unexpected',
  );
  return new RequestError('upstream', 'Signalbox failed unexpectedly: its log says more');
}
