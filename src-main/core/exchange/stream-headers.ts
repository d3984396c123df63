import type { HeaderFields } from './headers.ts';
import type { RequestRecord } from './record.ts';

/** The fields of a streamed answer of our own making. */
export function streamHeaders(record: RequestRecord): HeaderFields {
  return {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    'request-id': record.id,
    ...record.headers(),
  };
}
