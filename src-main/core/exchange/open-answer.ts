import { RequestError, UpstreamProtocolError } from '../errors.ts';
import { collectMessage } from '../wire/anthropic/collect.ts';
import type { Message, MessageEvent, Usage } from '../wire/anthropic/messages.ts';
import type { StreamMeter } from '../wire/client-wire.ts';
import { callUpstream, type UpstreamAnswer } from './call.ts';
import { withHeaderCost } from './header-cost.ts';
import type { HeaderFields } from './headers.ts';
import { misfitOf } from './misfit.ts';
import type { PreparedCall } from './prepare-call.ts';
import type { Upstream } from './upstream.ts';
import { answeredFailure, keyVerdict, streamedFailure } from './upstream-error.ts';
import { ClientGoneError, UpstreamFailure } from './upstream-failure.ts';

const refusedKeyRestsMs = 60_000;
const throttledKeyRestsMs = 10_000;

/** An answer whose head is here, so that nothing can be tried again any more. */
export type OpenedAnswer =
  | {
      kind: 'bytes';
      status: number;
      headers: HeaderFields;
      head: Uint8Array[];
      rest: AsyncIterator<Uint8Array>;
      meter: StreamMeter;
    }
  | {
      kind: 'events';
      head: MessageEvent[];
      rest: AsyncIterator<MessageEvent>;
      /** What the upstream told of its usage so far; all of it comes with the events' end. */
      told: () => Usage;
    }
  | { kind: 'message'; message: Message }
  | { kind: 'whole'; status: number; headers: HeaderFields; body: Uint8Array; usage: Usage };

/** Makes one attempt at a target and waits until its answer has really begun; throws UpstreamFailure if it does not. */
export async function openAnswer(
  upstream: Upstream,
  call: PreparedCall,
  signal: AbortSignal,
): Promise<OpenedAnswer> {
  return readOrFail(upstream, async () =>
    call.kind === 'local' ? openLocal(call, signal) : openRemote(upstream, call, signal),
  );
}

async function openRemote(
  upstream: Upstream,
  call: Exclude<PreparedCall, { kind: 'local' }>,
  signal: AbortSignal,
): Promise<OpenedAnswer> {
  const { provider, dispatcher, keys } = upstream;
  const key = keys.take();
  const { forwardsCredentials } = call;
  const headers = { ...call.headers, ...(forwardsCredentials ? {} : await upstream.credentials(key)) };
  const asked = callUpstream({
    provider: provider.id,
    dispatcher,
    method: 'POST',
    url: provider.baseUrl + call.path,
    headers,
    body: call.body,
    limits: provider.timeouts,
    signal,
  });
  // Hashing a long prompt takes a millisecond, which the bytes on their way out do not wait for.
  if (call.kind === 'translate') setImmediate(call.count);
  const answer = await asked;
  if (answer.status >= 400) throw await refusal(upstream, answer, key, call);
  if (answer.status >= 300) throw await redirection(upstream, answer);
  const opened = await (call.kind === 'relay'
    ? openRelay(upstream, answer, call)
    : openTranslation(answer, call));
  return withHeaderCost(opened, answer.headers, provider.tellsCost?.header);
}

type Call<Kind extends PreparedCall['kind']> = PreparedCall & { kind: Kind };

/** What goes wrong while an answer is read is the attempt's failure, so that it can be made again. */
async function readOrFail(upstream: Upstream, read: () => Promise<OpenedAnswer>): Promise<OpenedAnswer> {
  try {
    return await read();
  } catch (error) {
    const isTold = error instanceof RequestError && !(error instanceof ClientGoneError);
    throw isTold ? streamedFailure(upstream.provider, error) : error;
  }
}

async function openLocal(
  { events, isStream, count }: Call<'local'>,
  signal: AbortSignal,
): Promise<OpenedAnswer> {
  setImmediate(count);
  if (isStream) return openEvents(events(signal), () => ({}));
  return { kind: 'message', message: await collectMessage(events(signal)) };
}

async function openTranslation(answer: UpstreamAnswer, call: Call<'translate'>): Promise<OpenedAnswer> {
  const { wire, context, isStream } = call;
  if (isStream) {
    let told: Usage = {};
    const onUsage = (usage: Usage): void => void (told = usage);
    return openEvents(wire.readStream(answer.chunks, { ...context, onUsage }), () => told);
  }
  return { kind: 'message', message: await wire.readWhole(await bodyOf(answer), context) };
}

async function refusal(
  upstream: Upstream,
  answer: UpstreamAnswer,
  key: string | undefined,
  call: Exclude<PreparedCall, { kind: 'local' }>,
): Promise<UpstreamFailure> {
  const { status, headers } = answer;
  const told = { status, headers, body: await bodyOf(answer) };
  const verdict = keyVerdict(upstream.provider, told);
  if (verdict === 'refused' && !call.forwardsCredentials) upstream.noteRefusedKey();
  const hasOtherKey =
    key !== undefined &&
    verdict !== 'fine' &&
    upstream.keys.rest(key, verdict === 'refused' ? refusedKeyRestsMs : throttledKeyRestsMs);
  return answeredFailure(upstream.provider, told, call.kind === 'relay', hasOtherKey);
}

/** A redirect would take the key along to wherever it points. */
async function redirection({ provider }: Upstream, answer: UpstreamAnswer): Promise<UpstreamFailure> {
  await bodyOf(answer);
  const message = `${provider.id} answered ${answer.status}: a redirect is not followed, check its baseUrl`;
  return new UpstreamFailure(new UpstreamProtocolError(message), {
    code: 'wrong-path',
    isRetryable: false,
    isProviderFault: true,
  });
}

/** Holds a relayed stream back until its first block, so that an error before it can still go to another target. */
async function openRelay(
  upstream: Upstream,
  answer: UpstreamAnswer,
  { client, isStream: isStreamAsked }: Call<'relay'>,
): Promise<OpenedAnswer> {
  const { status, headers } = answer;
  if (!isEventStream(answer, isStreamAsked)) {
    const body = await bodyOf(answer);
    const misfit = misfitOf(upstream.provider, body, isStreamAsked);
    if (misfit !== undefined) throw misfit;
    return { kind: 'whole', status, headers, body, usage: client.readWholeUsage(body) };
  }
  if (!isStreamAsked) {
    await bodyOf(answer);
    throw new UpstreamProtocolError(`${upstream.provider.id} answered with a stream that was not asked for`);
  }
  const meter = client.createMeter();
  const head: Uint8Array[] = [];
  for (;;) {
    const { done, value } = await answer.chunks.next();
    if (done === true) meter.end();
    else {
      head.push(value);
      meter.push(value);
    }
    if (done === true && !meter.isComplete)
      throw new UpstreamProtocolError(`${upstream.provider.id} ended its stream before it began`);
    if (meter.error !== undefined && !meter.hasContent) {
      await answer.chunks.return();
      throw meter.error;
    }
    if (meter.hasContent || meter.isComplete)
      return { kind: 'bytes', status, headers, head, rest: answer.chunks, meter };
  }
}

/** The same for a translated stream: its head ends with the first block or the end of an answer without any. */
async function openEvents(
  events: AsyncGenerator<MessageEvent, void, void>,
  told: () => Usage,
): Promise<OpenedAnswer> {
  const head: MessageEvent[] = [];
  for (;;) {
    const { done, value } = await events.next();
    if (done === true) return { kind: 'events', head, rest: events, told };
    head.push(value);
    if (value.type === 'content_block_start' || value.type === 'message_stop')
      return { kind: 'events', head, rest: events, told };
  }
}

/** An answer that does not say what it is, is what was asked for. */
function isEventStream({ headers }: UpstreamAnswer, isStreamAsked: boolean): boolean {
  const type = headers['content-type'];
  return type === undefined ? isStreamAsked : String(type).toLowerCase().startsWith('text/event-stream');
}

async function bodyOf(answer: UpstreamAnswer): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of answer.chunks) parts.push(chunk);
  return Buffer.concat(parts);
}
