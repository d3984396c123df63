import type { ClientStream } from './client-stream.ts';

const lingerMs = 1_000;

/**
 * Reads what an upstream sends after the end of its answer, which is nothing, so that its connection can be used
 * again; one that does not end soon is given up. Never throws: the client has its answer.
 */
export async function readOut(rest: AsyncIterator<unknown>, client: ClientStream): Promise<void> {
  const keep = client.abortAfter(lingerMs);
  try {
    for (;;) if ((await rest.next()).done === true) return;
  } catch {
    // The answer was whole before: how its connection ends is nobody's concern.
  } finally {
    keep();
  }
}
