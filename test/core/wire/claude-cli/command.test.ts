import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { cliArguments, cliEnvironment } from '../../../../src-main/core/wire/claude-cli/command.ts';

test('a run has no tools, keeps nothing and reads no settings', () => {
  const given = cliArguments({ model: 'opus', effort: 'low', systemPromptFile: '/t/system.txt' });
  expect(given.join(' ')).toBe(
    '-p --output-format stream-json --verbose --include-partial-messages --model opus --system-prompt-file /t/system.txt --effort low --tools  --no-session-persistence --setting-sources  --strict-mcp-config',
  );
});

test('nothing leads the CLI back to us, and its login stays', () => {
  const made = cliEnvironment({
    HOME: '/home/ada',
    LANG: 'de_CH.UTF-8',
    CLAUDE_CONFIG_DIR: '/home/ada/claude',
    CLAUDE_CODE_OAUTH_TOKEN: 'login',
    ANTHROPIC_BASE_URL: 'http://127.0.0.1:4000',
    ANTHROPIC_AUTH_TOKEN: 'ours',
    ANTHROPIC_CUSTOM_HEADERS: 'x-signalbox-token: ours',
    CLAUDECODE: '1',
    CLAUDE_CODE_SUBAGENT_MODEL: 'claude-signalbox/smart',
  });
  const { PATH: _path, ...rest } = made;
  expect(rest).toEqual({
    HOME: '/home/ada',
    LANG: 'de_CH.UTF-8',
    CLAUDE_CONFIG_DIR: '/home/ada/claude',
    CLAUDE_CODE_OAUTH_TOKEN: 'login',
    DISABLE_AUTOUPDATER: '1',
    CLAUDE_CODE_DISABLE_ATTACHMENTS: '1',
    CLAUDE_CODE_MAX_RETRIES: '1',
    CLAUDE_CODE_DISABLE_NONSTREAMING_FALLBACK: '1',
  });
});

test('the binary is found in its usual places too, after the PATH, however that is spelt', () => {
  const { Path } = cliEnvironment({ Path: '/bin', USERPROFILE: '/home/ada' });
  expect(Path?.split(delimiter)).toEqual([
    '/bin',
    join('/home/ada', '.local', 'bin'),
    join('/home/ada', '.claude', 'local'),
    '/opt/homebrew/bin',
    '/usr/local/bin',
  ]);
});
