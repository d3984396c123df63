// npm start: install, build, then the desktop app, or the same core headless where there is no desktop.
// package.json starts this script through `exec`, so that no shell stands between npm's signals and us; the shell of
// Windows knows no `exec` and finds exec.cmd.
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronBinary, hasDisplay } from './capabilities.mjs';
import { ensureBuilt, ensureInstalled, nodeBinary, runTool } from './prepare.mjs';
import { root, run, say } from './run.mjs';

const flags = process.argv.slice(2);
await ensureInstalled();
await ensureBuilt();

const isHeadless = flags.some((flag) => ['--headless', '--help', '--version'].includes(flag));
const obstacle = isHeadless ? undefined : await whyNoDesktop();
if (obstacle) say(`${obstacle}: running headless`);
process.exitCode =
  isHeadless || obstacle
    ? await run(nodeBinary(), [join(root, 'out/main/headless.js'), ...flags])
    : await run(electronBinary(), [root, ...flags]);

/** What keeps the desktop app from starting here; undefined when nothing does. */
async function whyNoDesktop() {
  if (!hasDisplay()) return 'no display here';
  if (!electronBinary()) await fetchElectron();
  return electronBinary() ? undefined : "Electron's runtime is not here and could not be fetched";
}

/** Fetches the runtime, which the package leaves out; after a failure not again on the same day. */
async function fetchElectron() {
  const failure = join(root, 'node_modules/electron/.not-fetched');
  if (existsSync(failure) && Date.now() - statSync(failure).mtimeMs < 86_400_000) return;
  say("fetching Electron's runtime");
  const code = await runTool('electron/install.js', [], { stdio: 'ignore', timeout: 180_000 });
  if (code !== 0) writeFileSync(failure, '');
}
