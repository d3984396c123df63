// The real Claude Code, at the version that our protocol notes describe.
import { realClient } from './real-client.mjs';

/** Path of the client's executable, fetched at the first call; ends the process with 1 where it cannot be had. */
export async function claudeCode() {
  return realClient({
    name: 'Claude Code',
    id: 'claude-code',
    version: '2.1.329',
    packageName: '@anthropic-ai/claude-code',
    executable: [
      '@anthropic-ai',
      `claude-code-${platformName()}`,
      process.platform === 'win32' ? 'claude.exe' : 'claude',
    ],
  });
}

function platformName() {
  const libc =
    process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime ? '-musl' : '';
  return `${process.platform}-${process.arch}${libc}`;
}
