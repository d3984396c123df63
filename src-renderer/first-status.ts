import type { Status } from '../src-main/contract/operations.ts';

/** The status that the core wrote into the page; undefined where it was opened without the admin's cookie. */
export function firstStatus(): Status | undefined {
  const written = document.getElementById('first-status')?.textContent;
  return written ? JSON.parse(written) : undefined;
}
