import type { ClaudeCodeStatus } from '../../../../src-main/contract/claude-code.ts';

const states: Record<ClaudeCodeStatus['state'], { word: string; meaning: string }> = {
  'not-set': {
    word: 'Not set up',
    meaning: 'Claude Code goes its own way. Choose below, look at what would change, and apply it.',
  },
  set: { word: 'Set up', meaning: 'Every claude in every terminal comes here.' },
  'set-elsewhere': { word: 'Leads elsewhere', meaning: 'Claude Code is sent to another address.' },
  changed: {
    word: 'Changed since',
    meaning: 'It was set up, and something is no longer as it must be. Apply again to mend it.',
  },
  malformed: {
    word: 'Cannot be read',
    meaning:
      'The settings file is not valid JSON, so nothing is written to it. Mend it by hand; Claude Code does not read it either.',
  },
};

/** Claude Code’s set-up, and how other programs come here. */
export const claudeCode = {
  states,
  noFile: 'not there yet',
  leadsTo: (address: string) => `It leads to ${address}`,
  warnings: 'Worth knowing',
  modes: {
    token: {
      name: 'Signalbox alone',
      meaning:
        'Claude Code needs no account: it shows Signalbox’s token, and every provider is reached with your own keys.',
    },
    login: {
      name: 'Keep my Claude login',
      meaning:
        'Claude Code stays logged in: its credential reaches an Anthropic provider without keys untouched, and no other.',
    },
  },
  place: {
    title: 'Another settings file',
    label: 'Settings file',
    hint: 'A full path or one below ~/; empty for the usual one.',
    use: 'Use this file',
  },
  choices: {
    title: 'How it should be',
    mode: 'Credentials',
    statusLine: 'Status line',
    statusLineHint: 'Below Claude Code’s prompt: which route the last request took, and what today has cost.',
    more: 'Model names and context size',
    aliasesHint:
      'What /model haiku and the like stand for. A model asked for by name passes your routes by, so leave these unset unless you want that.',
    alias: (name: string) => `/model ${name}`,
    context: 'Context size, in tokens',
    contextHint: 'What Claude Code reckons with before it compacts; empty for its own idea. At least 1,000.',
  },
  changes: {
    title: 'What would change',
    none: 'Nothing: the settings are as they should be.',
    noneYet: 'Nothing would change.',
    others: 'These keys and no others; everything else in the file stays as it is. Secrets are masked here.',
    before: 'before',
    after: 'after',
  },
  apply: 'Apply',
  applied: 'Claude Code comes here now',
  undo: 'Undo the set-up',
  undone: {
    title: 'Taken back, key by key:',
    nothing: 'There was nothing to take back.',
    restored: 'as before',
    removed: 'removed',
    left: 'left: you changed it since',
  },
  check: {
    title: 'Check',
    hint: 'Runs your claude once, in an empty folder, and waits for that very request. It costs one short answer.',
    action: 'Run Claude Code once',
    running: 'waiting for its request',
    arrived: 'The request arrived and was answered',
    failed: 'It does not work yet',
    output: 'What Claude Code printed',
    more: 'Another claude',
    command: 'Program',
    commandHint: 'The path of the binary, where it is not claude on PATH.',
  },
  byHand: {
    title: 'For one terminal, by hand',
    steps: 'Point Claude Code here with two environment variables, then start it:',
    environment: 'Environment of Claude Code',
    token:
      'The token is the client’s: the value of SIGNALBOX_TOKEN that Signalbox was started with, or else what it keeps in the keychain as client/claude-code.',
    clients: 'Make a token',
  },
  others: {
    title: 'Other programs',
    hint: 'Everything that speaks OpenAI’s or Anthropic’s protocol can come here with this base URL and a token of its own.',
    clients: 'Make a client with a token',
    baseUrl: 'Base URL',
    cursor: {
      tunnel:
        'Cursor calls from its own servers, so open a tunnel that keeps the local host name; whoever knows its address still needs the token:',
      command: 'Tunnel',
      enter:
        'In Settings → Models → API Keys enter the token as OpenAI API Key, switch Override OpenAI Base URL on, and enter the tunnel’s address with /v1 at its end.',
      model: 'Add a custom model with a name of yours, such as smart, or provider/model.',
    },
    vscode: {
      add: 'Run “Chat: Manage Language Models”, choose Add Models → Custom Endpoint, and enter the token as the API key and Chat Completions as the type.',
      models: 'In the file that opens, add each model that you want to see, with a name of yours as its id:',
    },
    codex: {
      file: 'Put this into ~/.codex/config.toml; model is a name of yours or provider/model:',
      start: 'Give it the token and start it:',
      command: 'Start Codex',
    },
  },
};
