// npm run screenshots: pictures of the pages for docs/images, from a real core; arguments: a folder, a part of a name.
import { join } from 'node:path';
import { capabilities } from './capabilities.mjs';
import { ensureBuilt, ensureInstalled, nodeBinary } from './prepare.mjs';
import { root, run } from './run.mjs';

const chromium = capabilities().find(({ env }) => env === 'SIGNALBOX_TEST_CHROMIUM');
if (chromium?.value) {
  await ensureInstalled();
  await ensureBuilt();
  const env = { ...process.env, [chromium.env]: chromium.value };
  const script = join(root, 'test/pages/screenshots.ts');
  process.exitCode = await run(nodeBinary(), [script, ...process.argv.slice(2)], { env });
} else {
  console.log(`no pictures: ${chromium?.skipped}`);
  process.exitCode = 1;
}
