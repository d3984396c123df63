import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Tracer,
} from '@opentelemetry/api';
import { millisToHrTime, parseTraceParent } from '@opentelemetry/core';
import type { Attempt } from '../../contract/requests.ts';
import type { FinishedRequest } from '../ledger/requests.ts';

const clientGone = 499;

/**
 * Writes the spans of a request that is over: one for the request, below the client's own where it sent a `traceparent`,
 * and one below that for each attempt. Names and attributes are those of OpenTelemetry for generative AI
 * (https://opentelemetry.io/docs/specs/semconv/gen-ai/); what those do not know begins with `signalbox.`.
 */
export function writeSpans(tracer: Tracer, request: FinishedRequest, traceparent: string | undefined): void {
  const { atMs, attemptLog, status, error } = request;
  const around = contextOf(traceparent);
  const span = tracer.startSpan(
    nameOf(request.requestedModel),
    { kind: SpanKind.SERVER, startTime: millisToHrTime(atMs), attributes: known(requestAttributes(request)) },
    around,
  );
  const inside = trace.setSpan(around, span);
  for (const attempt of attemptLog)
    writeAttempt(tracer, attempt, attempt === attemptLog.at(-1) ? request : undefined, atMs, inside);
  // As of any server: what the client asked wrongly, or left, is no failure here.
  if (status !== null && status >= 500) span.setStatus(failed(error));
  span.end(millisToHrTime(atMs + (request.totalMs ?? 0)));
}

function writeAttempt(
  tracer: Tracer,
  { target, startMs, totalMs, status, error }: Attempt,
  /** The request that this attempt ended. */
  ended: FinishedRequest | undefined,
  atMs: number,
  inside: Context,
): void {
  const slash = target.indexOf('/');
  const [provider, model] = [target.slice(0, slash), target.slice(slash + 1)];
  const attributes = known({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': provider,
    'gen_ai.request.model': model,
    'http.response.status_code': status,
    'error.type': errorType(status),
    ...(ended && usageAttributes(ended)),
  });
  const startTime = millisToHrTime(atMs + startMs);
  const span = tracer.startSpan(nameOf(model), { kind: SpanKind.CLIENT, startTime, attributes }, inside);
  if (status >= 400 && status !== clientGone) span.setStatus(failed(error));
  span.end(millisToHrTime(atMs + startMs + totalMs));
}

function requestAttributes(request: FinishedRequest): OpenAttributes {
  const { ttftMs, costMicros, status } = request;
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.request.model': request.requestedModel,
    'gen_ai.conversation.id': request.sessionId,
    'gen_ai.response.time_to_first_chunk': ttftMs === null ? null : ttftMs / 1000,
    'http.response.status_code': status,
    'error.type': errorType(status),
    'signalbox.request.id': request.id,
    'signalbox.client': request.client,
    'signalbox.protocol': request.protocol,
    'signalbox.route': request.route,
    'signalbox.reason': request.reason,
    'signalbox.target': request.target,
    'signalbox.attempts': request.attempts,
    'signalbox.cost_usd': costMicros === null ? null : costMicros / 1_000_000,
  };
}

/** There input tokens are all of them, cached or not; in the ledger, as in Anthropic's usage, those of the cache are apart. */
function usageAttributes(request: FinishedRequest): OpenAttributes {
  const { inputTokens, cacheReadTokens, cacheWriteTokens } = request;
  return {
    'gen_ai.usage.input_tokens':
      inputTokens === null ? null : inputTokens + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0),
    'gen_ai.usage.output_tokens': request.outputTokens,
    'gen_ai.usage.cache_read.input_tokens': cacheReadTokens,
    'gen_ai.usage.cache_creation.input_tokens': cacheWriteTokens,
    'gen_ai.usage.reasoning.output_tokens': request.thinkingTokens,
  };
}

type OpenAttributes = Record<string, string | number | null>;

function known(attributes: OpenAttributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

function nameOf(model: string | null): string {
  return model === null ? 'chat' : `chat ${model}`;
}

function errorType(status: number | null): string | null {
  return status !== null && status >= 400 ? String(status) : null;
}

function failed(error: string | null): { code: SpanStatusCode; message?: string } {
  return { code: SpanStatusCode.ERROR, ...(error !== null && { message: error }) };
}

/** What a client sent that is no `traceparent` (https://www.w3.org/TR/trace-context/) begins a trace of its own. */
function contextOf(traceparent: string | undefined): Context {
  const parent = traceparent === undefined ? null : parseTraceParent(traceparent);
  return parent === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true });
}
