import { RequestError, UpstreamProtocolError } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { Mask } from '../secrets/mask.ts';
import type { Message, MessageEvent, Usage } from '../wire/anthropic/messages.ts';
import type { AnswerWriter, ClientWire } from '../wire/client-wire.ts';
import { createEventCutter } from '../wire/event-cutter.ts';
import type { ClientStream } from './client-stream.ts';
import type { HeaderFields } from './headers.ts';
import { readOut } from './read-out.ts';
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

/** How a client's answer is written. */
interface Voice {
  client: ClientWire;
  writer: AnswerWriter;
}

/** Sends an opened answer to the client; its row is committed before its last byte leaves. */
export async function deliver(
  { upstream, answer }: Opened,
  voice: Voice,
  client: ClientStream,
  record: RequestRecord,
  options: DeliveryOptions,
): Promise<void> {
  try {
    if (answer.kind === 'whole') deliverWhole(answer, client, record, options);
    else if (answer.kind === 'message') deliverWhole(wholeOf(answer.message, voice), client, record, options);
    else if (answer.kind === 'bytes') {
      await deliverBytes(answer, voice, client, record, options);
      if (answer.meter.error !== undefined)
        upstream.noteFailure(shownFor(answer.meter.error, options).message);
    } else await deliverEvents(answer, voice, client, record, options);
  } catch (error) {
    // The upstream bills what it told before its answer broke, or before the client left.
    if (answer.kind === 'bytes') record.told(answer.meter.usage);
    if (answer.kind === 'events') record.told(answer.told());
    if (error instanceof RequestError && !(error instanceof ClientGoneError))
      upstream.noteFailure(shownFor(error, options).message);
    throw error;
  } finally {
    if (answer.kind === 'bytes' || answer.kind === 'events') await answer.rest.return?.();
  }
}

/** The ledger gets only what the upstream told; what a client needs beyond that is its writer's matter. */
function wholeOf(message: Message, { writer }: Voice): OpenedAnswer & { kind: 'whole' } {
  const headers = { 'content-type': 'application/json' };
  const body = Buffer.from(JSON.stringify(writer.whole(message)));
  return { kind: 'whole', status: 200, headers, body, usage: message.usage };
}

function deliverWhole(
  answer: OpenedAnswer & { kind: 'whole' },
  client: ClientStream,
  record: RequestRecord,
  { mask }: DeliveryOptions,
): void {
  record.answered();
  record.finish({ status: answer.status, usage: answer.usage });
  client.begin(answer.status, {
    'request-id': record.id,
    ...withoutSecrets(answer.headers, mask),
    ...record.headers(),
  });
  client.end(mask.bytes(Buffer.from(answer.body.buffer, answer.body.byteOffset, answer.body.byteLength)));
}

async function deliverBytes(
  { status, headers, head, rest, meter }: OpenedAnswer & { kind: 'bytes' },
  voice: Voice,
  client: ClientStream,
  record: RequestRecord,
  { mask, pingMs }: DeliveryOptions,
): Promise<void> {
  record.answered();
  client.begin(status, { ...withoutSecrets(headers, mask), ...record.headers() });
  client.keepAwake(pingMs, voice.client.ping, () => headers);
  const cutter = createEventCutter();
  const isOver = (): boolean => meter.isComplete || meter.error !== undefined;
  const send = async (chunk: Uint8Array): Promise<void> => {
    // The upstream's own error event reaches the client with the bytes.
    if (meter.error !== undefined)
      record.finish({
        status: meter.error.status,
        usage: meter.usage,
        error: mask.text(meter.error.message),
      });
    else if (meter.isComplete) record.finish({ status, usage: meter.usage });
    const whole = cutter.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    if (whole.length > 0) await client.write(mask.bytes(whole));
  };
  await send(Buffer.concat(head));
  while (!isOver()) {
    const { done, value } = await rest.next();
    if (done === true) meter.end();
    else meter.push(value);
    if (done === true && !isOver())
      throw new UpstreamProtocolError('the upstream ended its stream before the answer was complete');
    await send(value ?? Buffer.alloc(0));
  }
  client.end(mask.bytes(cutter.rest()));
  await readOut(rest, client);
}

async function deliverEvents(
  { head, rest }: OpenedAnswer & { kind: 'events' },
  voice: Voice,
  client: ClientStream,
  record: RequestRecord,
  { pingMs }: DeliveryOptions,
): Promise<void> {
  let usage: Usage = {};
  record.answered();
  client.begin(200, streamHeaders(record));
  client.keepAwake(pingMs, voice.client.ping, () => streamHeaders(record));
  const send = async (event: MessageEvent): Promise<void> => {
    if (event.type === 'message_delta') ({ usage } = event);
    if (event.type === 'message_stop') record.finish({ status: 200, usage });
    const text = voice.writer.event(event);
    if (text !== '') await client.writeText(text);
  };
  for (const event of head) await send(event);
  for (let last = head.at(-1)?.type; last !== 'message_stop';) {
    const { done, value } = await rest.next();
    if (done === true) break;
    last = value.type;
    await send(value);
  }
  client.end();
  await readOut(rest, client);
}

/** Ends an exchange that failed: with a status and a body, or, once the answer has begun, with an error event. */
export function deliverError(
  error: unknown,
  wire: ClientWire,
  client: ClientStream,
  record: RequestRecord,
  options: DeliveryOptions,
): void {
  const shown = shownFor(error, options);
  record.finish({ status: shown.status, error: shown.message });
  if (error instanceof ClientGoneError) return client.end();
  if (client.hasBegun) return client.end(wire.errorEvent(shown, record.id));
  const raw = error instanceof UpstreamFailure ? error.facts.raw : undefined;
  if (raw !== undefined) {
    client.begin(raw.status, { ...withoutSecrets(raw.headers, options.mask), ...record.headers() });
    return client.end(options.mask.bytes(raw.body));
  }
  const { status, body } = wire.writeError(shown, record.id);
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

/** Without the fields in which an upstream echoes a key. */
function withoutSecrets(headers: HeaderFields, mask: Mask): HeaderFields {
  const isClean = (value: string): boolean => mask.text(value) === value;
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => [value].flat().every(isClean)));
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
  // JSON of any depth can be parsed, but what walks it afterwards needs a stack.
  if (error instanceof RangeError && error.message.includes('call stack'))
    return new RequestError('invalid-request', 'the body is nested too deep');
  log.error(
    { error: mask.text(error instanceof Error ? (error.stack ?? error.message) : String(error)) },
    'unexpected',
  );
  return new RequestError('upstream', 'Signalbox failed unexpectedly: its log says more');
}
