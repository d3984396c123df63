import { createKeychain } from '../../../src-main/core/secrets/keychain.ts';

/** Runs the calls given as JSON, one after the other and prints what each came to. */
const [service = '', calls = '[]', timeoutMs = '30000'] = process.argv.slice(2);
const keychain = createKeychain({ service, timeoutMs: Number(timeoutMs) });
const outcomes: unknown[] = [];

for (const [operation, name, value] of JSON.parse(calls)) {
  try {
    if (operation === 'get') outcomes.push((await keychain.get(name)) ?? null);
    if (operation === 'set') outcomes.push((await keychain.set(name, value)) ?? 'set');
    if (operation === 'remove') outcomes.push(await keychain.remove(name));
  } catch (error) {
    outcomes.push(
      error instanceof Error ? { name: error.name, message: error.message } : { name: 'unknown' },
    );
  }
}
console.log(JSON.stringify(outcomes));
