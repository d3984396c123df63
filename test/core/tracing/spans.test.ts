import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import {
  AlwaysOnSampler,
  InMemorySpanExporter,
  ParentBasedSampler,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { describe, expect, test } from 'vitest';
import type { FinishedRequest } from '../../../src-main/core/ledger/requests.ts';
import { writeSpans } from '../../../src-main/core/tracing/spans.ts';
import { full, unknown } from '../ledger/ledger-with.ts';

function spansOf(request: FinishedRequest, traceparent?: string) {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({
    sampler: new ParentBasedSampler({ root: new AlwaysOnSampler() }),
    spanProcessors: [new SimpleSpanProcessor({ exporter })],
  });
  writeSpans(provider.getTracer('test'), request, traceparent);
  return exporter.getFinishedSpans();
}

const millis = ([seconds, nanos]: readonly [number, number]): number => seconds * 1000 + nanos / 1_000_000;

test('a request is a span with one below it for each attempt', () => {
  const [failed, answered, request] = spansOf(full);
  expect(request).toMatchObject({
    name: 'chat claude-opus-5-5',
    kind: SpanKind.SERVER,
    status: { code: SpanStatusCode.UNSET },
    parentSpanContext: undefined,
  });
  expect(request?.attributes).toEqual({
    'gen_ai.operation.name': 'chat',
    'gen_ai.request.model': 'claude-opus-5-5',
    'gen_ai.conversation.id': '00000000-0000-4000-8000-000000000001',
    'gen_ai.response.time_to_first_chunk': 0.3125,
    'http.response.status_code': 200,
    'signalbox.request.id': 'req-1',
    'signalbox.client': 'claude-code',
    'signalbox.protocol': 'anthropic',
    'signalbox.route': 'think',
    'signalbox.reason': 'plan mode',
    'signalbox.target': 'openrouter/moonshotai/kimi-k3',
    'signalbox.attempts': 2,
    'signalbox.cost_usd': 1.234567,
  });
  expect(millis(request?.startTime ?? [0, 0])).toBe(1_790_000_000_000);
  expect(millis(request?.duration ?? [0, 0])).toBe(4_000);

  for (const attempt of [failed, answered]) {
    expect(attempt?.kind).toBe(SpanKind.CLIENT);
    expect(attempt?.parentSpanContext?.spanId).toBe(request?.spanContext().spanId);
    expect(attempt?.spanContext().traceId).toBe(request?.spanContext().traceId);
  }
  expect(failed).toMatchObject({
    name: 'chat deepseek-chat',
    status: { code: SpanStatusCode.ERROR, message: 'Overloaded' },
  });
  expect(failed?.attributes).toEqual({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'deepseek',
    'gen_ai.request.model': 'deepseek-chat',
    'http.response.status_code': 529,
    'error.type': '529',
  });
  expect(millis(failed?.startTime ?? [0, 0])).toBe(1_790_000_000_001);
  expect(millis(failed?.duration ?? [0, 0])).toBe(200.5);
  expect(answered?.attributes).toEqual({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openrouter',
    'gen_ai.request.model': 'moonshotai/kimi-k3',
    'http.response.status_code': 200,
    'gen_ai.usage.input_tokens': 12_005,
    'gen_ai.usage.output_tokens': 300,
    'gen_ai.usage.cache_read.input_tokens': 0,
    'gen_ai.usage.cache_creation.input_tokens': 5,
    'gen_ai.usage.reasoning.output_tokens': 120,
  });
});

test('what is not known is left out', () => {
  const [request] = spansOf({ ...unknown, attemptLog: [] });
  expect(request?.name).toBe('chat');
  expect(Object.values(request?.attributes ?? {})).not.toContain(null);
  expect(request?.attributes).not.toHaveProperty('signalbox.cost_usd');
});

test.each([
  [200, SpanStatusCode.UNSET],
  [400, SpanStatusCode.UNSET],
  [499, SpanStatusCode.UNSET],
  [502, SpanStatusCode.ERROR],
])('status %i is %i', (status, code) => {
  const request = spansOf({ ...full, status, error: status < 400 ? null : 'why', attemptLog: [] }).at(-1);
  expect(request?.status.code).toBe(code);
  expect(request?.attributes['error.type']).toBe(status < 400 ? undefined : String(status));
});

describe('below the trace of its client', () => {
  const [traceId, spanId] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];

  test('a request belongs to it', () => {
    const request = spansOf(full, `00-${traceId}-${spanId}-01`).at(-1);
    expect(request?.spanContext().traceId).toBe(traceId);
    expect(request?.parentSpanContext).toMatchObject({ spanId, isRemote: true });
  });

  test('nothing is written where the client decided so', () => {
    expect(spansOf(full, `00-${traceId}-${spanId}-00`)).toEqual([]);
  });

  test.each(['', 'nonsense', `00-${'0'.repeat(32)}-${spanId}-01`])('%j begins a trace of its own', (sent) => {
    const request = spansOf(full, sent).at(-1);
    expect(request?.spanContext().traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(request?.parentSpanContext).toBeUndefined();
  });
});
