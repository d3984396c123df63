// npm run bench: what the router adds to a direct call, what counting costs and does to streams, what a large ledger
// takes, and what the popover's first load costs, as ratios in one run. Arguments name some of them.
import { join } from 'node:path';
import { capabilities } from './capabilities.mjs';
import { ensureBuilt, ensureInstalled, nodeBinary } from './prepare.mjs';
import { root, run } from './run.mjs';

await ensureInstalled();
await ensureBuilt();
const chromium = capabilities().find(({ env }) => env === 'SIGNALBOX_TEST_CHROMIUM');
const environment = { ...process.env, ...(chromium?.value ? { [chromium.env]: chromium.value } : {}) };

const named = process.argv.slice(2);
for (const name of named.length > 0 ? named : ['index', 'counting', 'counting-streams', 'ledger', 'pages']) {
  if (name === 'pages' && !chromium?.value) {
    console.log(`skipped: ${chromium?.skipped}`);
    continue;
  }
  process.exitCode = await run(nodeBinary(), [join(root, `bench/${name}.ts`)], { env: environment });
  if (process.exitCode !== 0) break;
}
