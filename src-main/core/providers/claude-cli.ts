import type { Preset } from './provider.ts';

/**
 * The user's own Claude CLI, on the user's own machine and with the login that it has. Never set up by itself:
 * Anthropic's terms do not let other programs offer a login with claude.ai, and what such a login may be used for is
 * between the user and Anthropic.
 */
export const claudeCli: Preset = {
  id: 'claude-cli',
  name: 'Claude CLI',
  wire: 'claude-cli',
  baseUrl: '',
  auth: { kind: 'none' },
  site: 'https://code.claude.com/docs/en/cli-reference',
  modelsPath: '',
  // A login pays by subscription, and what the CLI tells is what its list would have charged.
  priceSource: { kind: 'unknown' },
  quirks: {},
};
