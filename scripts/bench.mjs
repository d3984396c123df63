// npm run bench: what the router adds to a direct call, as ratios in one run.
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, nodeBinary } from './prepare.mjs';
import { root, run } from './run.mjs';

await ensureInstalled();
await ensureBuilt();
process.exitCode = await run(nodeBinary(), [join(root, 'bench/index.ts'), ...process.argv.slice(2)]);
