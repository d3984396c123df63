import { useSyncExternalStore } from 'react';

const stepMs = 10_000;

/** The time in steps of ten seconds, the same for all who ask, so that what shows an age is drawn anew together. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / stepMs) * stepMs);
}

function subscribe(onStep: () => void): () => void {
  const timer = window.setInterval(onStep, stepMs);
  return () => window.clearInterval(timer);
}
