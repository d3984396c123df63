import { readFileSync } from 'node:fs';

/** The bytes of a recorded stream of Ollama's. */
export function recorded(name: string): Buffer {
  return readFileSync(new URL(`../../../fixtures/ollama/${name}.ndjson`, import.meta.url));
}
