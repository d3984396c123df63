import { describe, expect, test } from 'vitest';
import { startTracing } from '../../../src-main/core/tracing/tracing.ts';

const start = async (env: Record<string, string>) => {
  const told: string[] = [];
  const tracing = await startTracing({ env, version: '1', onError: ({ message }) => told.push(message) });
  await tracing?.close();
  return { isOn: tracing !== undefined, told };
};
const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };

describe('tracing', () => {
  test.each([
    [endpoint, true],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:9/v1/traces' }, true],
    [{}, false],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: '' }, false],
    [{ ...endpoint, OTEL_SDK_DISABLED: 'TRUE' }, false],
    [{ ...endpoint, OTEL_TRACES_EXPORTER: 'none' }, false],
  ])('with %j is on: %j', async (env, isOn) => {
    expect(await start(env)).toEqual({ isOn, told: [] });
  });

  test('says that it does not speak gRPC, unless traces alone are to go over HTTP', async () => {
    const grpc = { ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' };
    expect(await start(grpc)).toEqual({ isOn: false, told: [expect.stringContaining('over HTTP only')] });
    expect(await start({ ...grpc, OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json' })).toEqual({
      isOn: true,
      told: [],
    });
  });
});
