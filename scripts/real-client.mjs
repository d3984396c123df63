// Clients that tests drive for real, each in a cache folder outside node_modules (they weigh hundreds of megabytes and
// are nobody's dependency).
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { npm, say } from './run.mjs';

/**
 * Path of an executable that an npm package brings, fetched at the first call; ends the process with 1 where it cannot
 * be had. `executable` names it below node_modules.
 */
export async function realClient({ name, id, version, packageName, executable }) {
  const cache =
    process.env.SIGNALBOX_CACHE_DIR ??
    join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'signalbox');
  const folder = join(cache, `${id}-${version}`);
  const path = join(folder, 'node_modules', ...executable);
  if (existsSync(path)) return path;

  say(`fetching ${name} ${version}`);
  // Under another name until it is whole, so that a fetch that was interrupted is not taken for one.
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  writeFileSync(join(partial, 'package.json'), '{ "private": true }\n');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const code = await npm(['install', '--ignore-scripts', ...quiet, `${packageName}@${version}`], {
    stdio: ['ignore', 2, 2],
    cwd: partial,
  });
  if (code === 0) {
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  }
  if (existsSync(path)) return path;
  say(`${name} could not be fetched, so what it does through Signalbox is not tested`);
  process.exit(1);
}
