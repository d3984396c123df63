// npm run check: format, lint, types, dead code, and then the tests; --static leaves the tests out.
import { join } from 'node:path';
import { ensureInstalled, nodeBinary, runTool } from './prepare.mjs';
import { root, run, say } from './run.mjs';

await ensureInstalled();

const steps = [
  ['format', 'oxfmt/bin/oxfmt', ['--check']],
  ['lint', 'oxlint/bin/oxlint', ['--deny-warnings']],
  ['types', 'typescript/bin/tsc', ['-p', 'tsconfig.json']],
  ['types of the pages', 'typescript/bin/tsc', ['-p', 'src-renderer/tsconfig.json']],
  ['types of the page tests', 'typescript/bin/tsc', ['-p', 'test/pages/tsconfig.json']],
  ['dead code', 'knip/bin/knip.js', []],
];

const failed = [];
for (const [name, script, args] of steps) {
  say(name);
  if ((await runTool(script, args)) !== 0) failed.push(name);
}
if (failed.length > 0) {
  say(`failed: ${failed.join(', ')}`);
  process.exit(1);
}
if (!process.argv.includes('--static')) {
  process.exitCode = await run(nodeBinary(), [join(root, 'scripts/test.mjs')]);
}
