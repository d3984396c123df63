// npm start: install, build, then the desktop app, or the same core headless where there is no desktop.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, nodeBinary, root, say } from './prepare.mjs';

const flags = process.argv.slice(2);
ensureInstalled();
ensureBuilt();

const reason = whyHeadless();
if (reason) say(reason);
const [command, entry] =
  reason !== undefined || wantsHeadless() ? [nodeBinary(), 'out/main/headless.js'] : [electronBinary(), '.'];
const child = spawn(command, [entry === '.' ? root : join(root, entry), ...flags], { stdio: 'inherit' });

// A terminal sends Ctrl-C to the whole group, so the child has it already; anything sent to us alone is passed on.
process.on('SIGINT', () => {
  if (!process.stdin.isTTY) child.kill('SIGINT');
});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

function wantsHeadless() {
  return flags.some((flag) => ['--headless', '--help', '--version'].includes(flag));
}

/** Why the desktop app cannot start here, in one line; undefined when it can or was not asked for. */
function whyHeadless() {
  if (wantsHeadless()) return undefined;
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return 'no display here: running headless';
  }
  if (!electronBinary()) {
    say("fetching Electron's runtime");
    spawnSync(nodeBinary(), [join(root, 'node_modules/electron/install.js')], { cwd: root, stdio: 'ignore' });
  }
  return electronBinary()
    ? undefined
    : "Electron's runtime is not installed and could not be fetched: running headless";
}

function electronBinary() {
  const pathFile = join(root, 'node_modules/electron/path.txt');
  if (!existsSync(pathFile)) return undefined;
  const binary = join(root, 'node_modules/electron/dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
}
