// What every command needs before it can run: packages installed, the build fresh. Plain JavaScript without
// dependencies, because it runs on whatever Node a fresh clone meets.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { npm, root, run, say } from './run.mjs';

const installStamp = join(root, 'node_modules', '.signalbox-installed');
// npm's list of what it installed, written last: without it an install was interrupted.
const npmRecord = join(root, 'node_modules', '.package-lock.json');
const buildStamp = join(root, 'out', '.built-from');
// What an install or a build prints goes to stderr: the first word on stdout is the ready line.
const stdio = ['ignore', 2, 2];

/** Installs the locked packages unless exactly these are there, for this platform. */
export async function ensureInstalled() {
  const wanted = digest(['package.json', 'package-lock.json', '.npmrc']) + process.platform + process.arch;
  const record = readIfThere(npmRecord);
  const there = readIfThere(installStamp) ?? (record && isAsLocked(record) ? wanted : undefined);
  if (record && there === wanted && existsSync(nodeBinary())) return;
  say('installing packages');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  must('npm ci', await npm(['ci', '--include=dev', ...quiet], { stdio }));
  if (!existsSync(nodeBinary())) {
    // npm may be set to skip install scripts: the package that carries our runtime needs its own.
    must('npm rebuild node', await npm(['rebuild', 'node', '--ignore-scripts=false', ...quiet], { stdio }));
  }
  writeFileSync(installStamp, wanted);
}

/** Builds `out/` unless it was built from exactly these sources. */
export async function ensureBuilt() {
  const wanted = digest([
    'package.json',
    'package-lock.json',
    'electron.vite.config.ts',
    'tsconfig.base.json',
    ...filesBelow('src-main'),
    ...filesBelow('src-renderer'),
    ...filesBelow('resources'),
  ]);
  if (readIfThere(buildStamp) === wanted) return;
  say('building');
  rmSync(buildStamp, { force: true });
  const build = runTool('electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'error'], { stdio });
  must('the build', await build);
  mkdirSync(dirname(buildStamp), { recursive: true });
  writeFileSync(buildStamp, wanted);
}

/** The Node 24 that the `node` package brings, whatever Node runs this script. */
export function nodeBinary() {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** Runs a command of an installed package under our Node and returns its exit code. */
export function runTool(script, args, options) {
  return run(nodeBinary(), [join(root, 'node_modules', script), ...args], options);
}

/** Whether someone else's `npm ci` or `npm install` did what ours would. */
function isAsLocked(record) {
  const there = JSON.parse(record).packages;
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  // Optional ones are of other platforms.
  return Object.entries(locked).every(
    ([path, { version, optional }]) => path === '' || optional || there[path]?.version === version,
  );
}

function must(what, exitCode) {
  if (exitCode === 0) return;
  say(`${what} failed with exit code ${exitCode}`);
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
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
