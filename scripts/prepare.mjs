// What every command needs before it can run: packages installed, the build fresh. Plain JavaScript without
// dependencies, because it runs on whatever Node a fresh clone meets.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const installStamp = join(root, 'node_modules', '.signalbox-installed');
const buildStamp = join(root, 'out', '.built-from');

/** Installs the locked packages unless the lockfile's own state is already there. */
export function ensureInstalled() {
  const wanted = digest(['package.json', 'package-lock.json', '.npmrc']) + process.platform + process.arch;
  if (readIfThere(installStamp) === wanted && existsSync(nodeBinary())) return;
  say('installing packages');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { shell: process.platform === 'win32' });
  if (!existsSync(nodeBinary())) {
    // npm may be set to skip install scripts: the package that carries our runtime needs its own.
    run('npm', ['rebuild', 'node'], { shell: process.platform === 'win32' });
  }
  writeFileSync(installStamp, wanted);
}

/** Builds `out/` unless it was built from exactly these sources. */
export function ensureBuilt() {
  const wanted = digest([
    'package-lock.json',
    'electron.vite.config.ts',
    'tsconfig.base.json',
    ...filesBelow('src-main'),
    ...filesBelow('src-renderer'),
    ...filesBelow('resources'),
  ]);
  if (readIfThere(buildStamp) === wanted) return;
  say('building');
  run(nodeBinary(), [
    join(root, 'node_modules/electron-vite/bin/electron-vite.js'),
    'build',
    '--logLevel',
    'warn',
  ]);
  mkdirSync(dirname(buildStamp), { recursive: true });
  writeFileSync(buildStamp, wanted);
}

/** The Node 24 that the `node` package brings, whatever Node runs this script. */
export function nodeBinary() {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** Runs a command of an installed package under our Node and returns its exit code. */
export function runTool(script, args, options = {}) {
  return (
    spawnSync(nodeBinary(), [join(root, 'node_modules', script), ...args], {
      cwd: root,
      stdio: 'inherit',
      ...options,
    }).status ?? 1
  );
}

/** One line of progress; on stderr, because stdout belongs to the program. */
export function say(line) {
  process.stderr.write(`signalbox: ${line}\n`);
}

function run(command, args, options = {}) {
  // The first word on stdout is the ready line: what an install or a build prints goes to stderr.
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  if (status === 0) return;
  say(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ` with exit code ${status}`}`);
  process.exit(1);
}

function digest(files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

function filesBelow(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath ?? entry.path, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
