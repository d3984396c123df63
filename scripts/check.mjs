// npm run check: format, lint, types, dead code, and then the tests; --static leaves the tests out.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, nodeBinary, root, runTool, say } from './prepare.mjs';

ensureInstalled();

const steps = [
  ['format', 'oxfmt/bin/oxfmt', ['--check']],
  ['lint', 'oxlint/bin/oxlint', ['--deny-warnings']],
  ['types', 'typescript/bin/tsc', ['-p', 'tsconfig.json']],
  ['types of the pages', 'typescript/bin/tsc', ['-p', 'src-renderer/tsconfig.json']],
  ['types of the page tests', 'typescript/bin/tsc', ['-p', 'test/pages/tsconfig.json']],
  ['dead code', 'knip/bin/knip.js', []],
];

const failed = steps.filter(([name, script, args]) => {
  say(name);
  return runTool(script, args) !== 0;
});
if (failed.length > 0) {
  say(`failed: ${failed.map(([name]) => name).join(', ')}`);
  process.exit(1);
}
if (!process.argv.includes('--static')) {
  process.exit(
    spawnSync(nodeBinary(), [join(root, 'scripts/test.mjs')], { cwd: root, stdio: 'inherit' }).status ?? 1,
  );
}
