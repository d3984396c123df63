// npm run bench: what the router adds to a direct call, as ratios in one run.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, nodeBinary, root } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
process.exit(
  spawnSync(nodeBinary(), [join(root, 'bench/index.ts'), ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  }).status ?? 1,
);
