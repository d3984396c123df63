const patienceMs = 1000;

/** Reads an address on this machine as JSON, without following anybody elsewhere; rejects after a second. */
export async function askNearby(url: string): Promise<unknown> {
  const answer = await fetch(url, {
    redirect: 'error',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(patienceMs),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}
