import type { FinishedRequest } from '../ledger/requests.ts';

/** Tells a collector of OpenTelemetry what became of requests. */
export interface Tracing {
  /** Takes a request that is over; `traceparent` is what its client sent of that name. It is sent later, with others. */
  take(request: FinishedRequest, traceparent: string | undefined): void;
  /** Sends what is left, and waits a few seconds for that at most. */
  close(): Promise<void>;
}

export interface TracingOptions {
  env: NodeJS.ProcessEnv;
  version: string;
  /** Told why traces did not arrive, the first time. */
  onError: (error: Error) => void;
}

/**
 * Starts tracing where the environment names a collector, by the variables of OpenTelemetry itself
 * (https://opentelemetry.io/docs/specs/otel/protocol/exporter/); elsewhere none of its code is loaded.
 */
export async function startTracing(options: TracingOptions): Promise<Tracing | undefined> {
  const { env, onError } = options;
  if (!isWanted(env)) return undefined;
  if ((env['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'] ?? env['OTEL_EXPORTER_OTLP_PROTOCOL']) === 'grpc') {
    onError(new Error('OTLP is spoken over HTTP only: set OTEL_EXPORTER_OTLP_TRACES_PROTOCOL to http/json'));
    return undefined;
  }
  const { startCollector } = await import('./collector.ts');
  return startCollector(options);
}

function isWanted(env: NodeJS.ProcessEnv): boolean {
  if (env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true' || env['OTEL_TRACES_EXPORTER'] === 'none')
    return false;
  return Boolean(env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_ENDPOINT']);
}
