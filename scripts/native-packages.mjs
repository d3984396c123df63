// node scripts/native-packages.mjs: fetches the keychain's binaries for every architecture of this system. npm installs
// those of the machine alone, and installers are built for more.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root, say } from './run.mjs';

const { version, optionalDependencies } = JSON.parse(
  readFileSync(join(root, 'node_modules/keytar/package.json'), 'utf8'),
);
const ofThisSystem = new RegExp(`-${process.platform}-(x64|arm64)(-gnu|-msvc)?$`);
const missing = Object.keys(optionalDependencies).filter(
  (name) => ofThisSystem.test(name) && !existsSync(join(root, 'node_modules', name)),
);
if (missing.length > 0) {
  say(`fetching ${missing.join(', ')}`);
  const packages = missing.map((name) => `${name}@${version}`);
  // Force: these are for other architectures than this machine's, and that is the point.
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  process.exitCode = await npm([
    'install',
    '--no-save',
    '--force',
    '--ignore-scripts',
    ...quiet,
    ...packages,
  ]);
}
