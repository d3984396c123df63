import { runHeadless } from './run-headless.ts';

/** The entry under plain Node. */
await runHeadless(process.argv.slice(2));
