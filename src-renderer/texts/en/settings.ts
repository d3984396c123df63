/** The settings, section by section. */
export const settings = {
  title: 'Settings',
  sections: { providers: 'Providers', models: 'Models', 'claude-code': 'Claude Code', language: 'Language' },
  claudeCode: {
    steps: 'Point Claude Code here with two environment variables, then start it:',
    environment: 'Environment of Claude Code',
    token:
      'The token is the client’s: the value of SIGNALBOX_TOKEN that Signalbox was started with, or else what it keeps in the keychain as client/claude-code.',
  },
  language: { label: 'Language of these pages', system: 'As the system', hint: 'In force at once.' },
};
