import { setTimeout as sleep } from 'node:timers/promises';
import type { Exception } from '@opentelemetry/api';
import { setGlobalErrorHandler } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { writeSpans } from './spans.ts';
import type { Tracing, TracingOptions } from './tracing.ts';

const longestCloseMs = 3_000;

/** Sends spans in batches over OTLP, in JSON; where to, and with which headers, the exporter reads from the environment itself. */
export function startCollector({ version, ...options }: TracingOptions): Tracing {
  const onError = onceOnly(options.onError);
  setGlobalErrorHandler((failure) => onError(errorOf(failure)));
  const told = detectResources({ detectors: [envDetector] });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'signalbox', 'service.version': version }).merge(told),
    // A client that traces decides whether its requests are.
    sampler: new ParentBasedSampler({ root: new AlwaysOnSampler() }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  const tracer = provider.getTracer('signalbox', version);
  return {
    take: (request, traceparent) => writeSpans(tracer, request, traceparent),
    async close() {
      const waiting = new AbortController();
      const late = sleep(longestCloseMs, true, { signal: waiting.signal }).catch(() => false);
      const isLate = await Promise.race([provider.shutdown().then(() => false), late]).catch(onError);
      waiting.abort();
      if (isLate === true) onError(new Error('the collector did not take the last ones in time'));
    },
  };
}

function errorOf(failure: Exception): Error {
  if (failure instanceof Error) return failure;
  return new Error(
    typeof failure === 'string' ? failure : (failure.message ?? 'for no reason that was told'),
  );
}

/** A collector that is not there fails every few seconds. */
function onceOnly(tell: (error: Error) => void): (error: Error) => void {
  let isTold = false;
  return (error) => {
    if (!isTold) tell(error);
    isTold = true;
  };
}
