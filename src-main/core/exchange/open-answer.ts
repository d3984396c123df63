import { RequestError, UpstreamProtocolError } from '../errors.ts';
import { collectMessage } from '../wire/anthropic/collect.ts';
import type { Message, MessageEvent, Usage } from '../wire/anthropic/messages.ts';
import { createStreamMeter, readWholeUsage, type StreamMeter } from '../wire/anthropic/meter.ts';
import { usageForClient } from '../wire/anthropic/usage.ts';
import { openaiChat } from '../wire/openai-chat/index.ts';
import { callUpstream, type UpstreamAnswer } from './call.ts';
import { keyHeaders, type HeaderFields } from './headers.ts';
import type { PreparedCall } from './prepare-call.ts';
import type { Upstream } from './upstream.ts';
import { answeredFailure, keyVerdict, streamedFailure } from './upstream-error.ts';
import type { UpstreamFailure } from './upstream-failure.ts';

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
  | { kind: 'events'; head: MessageEvent[]; rest: AsyncIterator<MessageEvent> }
  | { kind: 'whole'; status: number; headers: HeaderFields; body: Uint8Array; usage: Usage };

/** Makes one attempt at a target and waits until its answer has really begun; throws UpstreamFailure if it does not. */
export async function openAnswer(
  upstream: Upstream,
  call: PreparedCall,
  signal: AbortSignal,
): Promise<OpenedAnswer> {
  if (call.kind === 'local')
    return call.isStream
      ? openEvents(call.events())
      : wholeOf(await collectMessage(call.events()), call.estimatedInputTokens);
  const { provider, dispatcher, keys } = upstream;
  const key = keys.take();
  const answer = await callUpstream({
    provider: provider.id,
    dispatcher,
    method: 'POST',
    url: provider.baseUrl + call.path,
    headers: { ...call.headers, ...(call.forwardsCredentials ? {} : keyHeaders(provider, key)) },
    body: call.body,
    limits: provider.timeouts,
    signal,
  });
  try {
    if (answer.status >= 400) throw await refusal(upstream, answer, key, call.kind === 'relay');
    if (call.kind === 'relay') return await openRelay(upstream, answer);
    if (call.isStream) return await openEvents(openaiChat.readStream(answer.chunks, call.context));
    return wholeOf(
      await openaiChat.readWhole(await bodyOf(answer), call.context),
      call.context.estimatedInputTokens,
    );
  } catch (error) {
    throw error instanceof RequestError && error.status !== 499
      ? streamedFailure(upstream.provider, error)
      : error;
  }
}

async function refusal(
  upstream: Upstream,
  answer: UpstreamAnswer,
  key: string | undefined,
  isRelayed: boolean,
): Promise<UpstreamFailure> {
  const verdict = keyVerdict(answer.status);
  const hasOtherKey =
    key !== undefined &&
    verdict !== 'fine' &&
    upstream.keys.rest(key, verdict === 'refused' ? refusedKeyRestsMs : throttledKeyRestsMs);
  const { status, headers } = answer;
  return answeredFailure(
    upstream.provider,
    { status, headers, body: await bodyOf(answer) },
    isRelayed,
    hasOtherKey,
  );
}

/** Holds a relayed stream back until its first block, so that an error before it can still go to another target. */
async function openRelay(upstream: Upstream, answer: UpstreamAnswer): Promise<OpenedAnswer> {
  const { status, headers } = answer;
  if (!isEventStream(answer)) {
    const body = await bodyOf(answer);
    return { kind: 'whole', status, headers, body, usage: readWholeUsage(body) };
  }
  const meter = createStreamMeter();
  const head: Uint8Array[] = [];
  for (;;) {
    const { done, value } = await answer.chunks.next();
    if (done === true) {
      throw new UpstreamProtocolError(`${upstream.provider.id} ended its stream before it began`);
    }
    head.push(value);
    meter.push(value);
    if (meter.error !== undefined && !meter.hasContent) {
      await answer.chunks.return();
      throw meter.error;
    }
    if (meter.hasContent || meter.isComplete)
      return { kind: 'bytes', status, headers, head, rest: answer.chunks, meter };
  }
}

/** The same for a translated stream: its head ends with the first block or the end of an answer without any. */
async function openEvents(events: AsyncGenerator<MessageEvent, void, void>): Promise<OpenedAnswer> {
  const head: MessageEvent[] = [];
  for (;;) {
    const { done, value } = await events.next();
    if (done === true) return { kind: 'events', head, rest: events };
    head.push(value);
    if (value.type === 'content_block_start' || value.type === 'message_stop')
      return { kind: 'events', head, rest: events };
  }
}

/** The client needs numbers; the ledger gets only what the upstream told. */
function wholeOf(message: Message, estimatedInputTokens: number): OpenedAnswer {
  const shown = { ...message, usage: usageForClient(message.usage, estimatedInputTokens) };
  const headers = { 'content-type': 'application/json' };
  return {
    kind: 'whole',
    status: 200,
    headers,
    body: Buffer.from(JSON.stringify(shown)),
    usage: message.usage,
  };
}

function isEventStream(answer: UpstreamAnswer): boolean {
  return String(answer.headers['content-type'] ?? '').startsWith('text/event-stream');
}

async function bodyOf(answer: UpstreamAnswer): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of answer.chunks) parts.push(chunk);
  return Buffer.concat(parts);
}
