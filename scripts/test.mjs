// npm test: every test that this machine can run, and one line for each kind that it cannot.
// With --claude: the tests that drive the real Claude Code and Codex instead. Further arguments go to the test runner.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capabilities } from './capabilities.mjs';
import { claudeCode } from './claude-code.mjs';
import { codex } from './codex.mjs';
import { ensureBuilt, ensureInstalled, runTool } from './prepare.mjs';

const withClaude = process.argv.includes('--claude');
const passedOn = process.argv.slice(2).filter((argument) => argument !== '--claude');

await ensureInstalled();
await ensureBuilt();

const environment = { ...process.env };
const skipped = [];
if (withClaude) {
  environment.SIGNALBOX_TEST_CLAUDE = await claudeCode();
  environment.SIGNALBOX_TEST_CODEX = await codex();
} else {
  for (const { env, value, skipped: line } of capabilities()) {
    if (value) environment[env] = value;
    else skipped.push(line);
  }
}

const scratch = mkdtempSync(join(tmpdir(), 'signalbox-test-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
const report = join(scratch, 'report.json');
process.exitCode = await runTool(
  'vitest/vitest.mjs',
  [
    'run',
    '--config',
    withClaude ? 'vitest.claude.config.ts' : 'vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...passedOn,
  ],
  { env: environment },
);

for (const line of skipped) console.log(`skipped: ${line}`);
console.log(closingLine(report));

function closingLine(file) {
  const { passed, failed, pending } = counts(file);
  // A file that does not load, or an error outside of every test, fails without a failed test.
  return `${passed} passed, ${process.exitCode === 0 ? failed : Math.max(failed, 1)} failed, ${pending} skipped`;
}

function counts(file) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests, pending: numPendingTests };
  } catch {
    // The runner ended before it could write its report; it said why above.
    return { passed: 0, failed: 0, pending: 0 };
  }
}
