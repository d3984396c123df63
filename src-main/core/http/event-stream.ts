import type { ServerResponse } from 'node:http';
import type { CoreEvent } from '../../contract/events.ts';
import type { ApiContext } from '../api/context.ts';
import { readStatus } from '../api/status.ts';

const maxUnreadBytes = 1024 * 1024;

export interface EventStreamOptions {
  /** Ends every stream. */
  closing: AbortSignal;
  /** How often a silent stream says that it is alive. */
  keepAliveMs: number;
}

/**
 * Streams the core's events: the status and the requests under way at once, then each as it comes, `event` its kind and `data` the whole CoreEvent.
 * A page that stops reading is cut off rather than remembered; it gets them again when it comes back.
 */
export function streamEvents(api: ApiContext, response: ServerResponse, options: EventStreamOptions): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  if (response.req.method === 'HEAD') {
    response.end();
    return;
  }
  const write = (text: string) => {
    if (response.writableLength <= maxUnreadBytes) response.write(text);
    else cutOff();
  };
  const send = (event: CoreEvent) => write(`event: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`);
  const unsubscribes = [api.events.subscribe(send), api.events.subscribeToLog(send)];
  const keepAlive = setInterval(write, options.keepAliveMs, ': keep-alive\n\n');
  options.closing.addEventListener('abort', end);
  response.on('close', stop);
  send({ kind: 'status', status: readStatus(api) });
  for (const request of api.events.running()) send({ kind: 'request', request });

  function stop(): void {
    for (const unsubscribe of unsubscribes) unsubscribe();
    clearInterval(keepAlive);
    options.closing.removeEventListener('abort', end);
  }
  function end(): void {
    stop();
    response.end();
  }
  function cutOff(): void {
    stop();
    response.destroy();
  }
}
