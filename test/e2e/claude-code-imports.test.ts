import { expect, test } from 'vitest';
import { runClaude, startClaude } from '../support/claude.ts';
import { startTestCore } from '../support/core.ts';
import { answerMessage, text } from '../upstream/anthropic.ts';
import { answerChat, says } from '../upstream/openai-chat.ts';
import { startUpstream, type RecordedRequest } from '../upstream/scripted.ts';

/** The real Claude Code goes where the config of another tool led it, once that config was imported. */

/** Every word suits every request: an answer in words, and a title. */
const words = '{"title":"Login page"}';

const answer = (request: RecordedRequest) =>
  request.url.includes('/v1/messages')
    ? answerMessage(request, [text(words)])
    : answerChat(request, [says(words)]);

/** A first start that takes the config of another tool over, before a scripted upstream. */
async function importing(write: (url: string) => string, env: Record<string, string> = {}) {
  const upstream = await startUpstream(answer);
  const core = await startTestCore(undefined, { env });
  const report = await core.call('import.apply', { text: write(upstream.url) });
  return {
    core,
    upstream,
    report,
    ways: async () => (await core.rows()).toReversed().map(({ route, target }) => `${route} ${target}`),
    async [Symbol.asyncDispose]() {
      await core[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

const routerConfig = (url: string) => `{
  // As ~/.claude-code-router/config.json has it.
  "APIKEY": "token-of-the-other-router",
  "Providers": [
    {
      "name": "Up Stream",
      "api_base_url": "${url}/v1/chat/completions",
      "api_key": "key-of-the-upstream",
      "models": ["main", "cheap", "strong"],
      "transformer": { "use": ["openrouter", ["maxtoken", { "max_tokens": 16384 }]] },
    },
  ],
  "Router": {
    "default": "Up Stream,main",
    "background": "Up Stream,cheap",
    "think": "Up Stream,strong",
  },
}`;

test('claude-code-router: default, plan mode and titles have their models, with the token that clients had', async () => {
  await using given = await importing(routerConfig);
  await using client = await startClaude({ baseUrl: given.core.address, token: 'token-of-the-other-router' });
  await client.say('hello');
  await client.control({ subtype: 'set_permission_mode', mode: 'plan' });
  await client.say('plan it');
  await client.control({
    subtype: 'generate_session_title',
    description: 'mend the login page',
    persist: false,
  });
  expect(await given.ways()).toEqual([
    'default up-stream/main',
    'think up-stream/strong',
    'background up-stream/cheap',
  ]);
  expect(given.upstream.requests.map(({ headers }) => headers.authorization)).toEqual(
    Array(3).fill('Bearer key-of-the-upstream'),
  );
  expect((await given.core.rows()).map(({ client: name }) => name)).toEqual(
    Array(3).fill('claude-code-router'),
  );
});

const muxConfig = (url: string) => `
[server]
port = 13456
api_key = "token-of-the-other-router"

[router]
default = "daily"
think = "deep"
background = "cheap"
auto_map_regex = "^claude-"

[[providers]]
name = "dead"
provider_type = "openai"
api_key = "$DEAD_KEY"
base_url = "${url.replace(/:\d+$/, ':9')}/v1"
models = []

[[providers]]
name = "up"
provider_type = "anthropic"
api_key = "$UP_KEY"
base_url = "${url}"
models = []

${['daily', 'deep', 'cheap']
  .map(
    (name) => `
[[models]]
name = "${name}"

[[models.mappings]]
actual_model = "${name}-real"
priority = 2
provider = "up"

[[models.mappings]]
actual_model = "never"
priority = 1
provider = "dead"
`,
  )
  .join('')}
`;

test('claude-code-mux: its routes and priorities lead on, past a provider that is down', async () => {
  await using given = await importing(muxConfig, {
    UP_KEY: 'key-of-the-upstream',
    DEAD_KEY: 'no-key-at-all',
  });
  await using client = await startClaude({ baseUrl: given.core.address, token: 'token-of-the-other-router' });
  await client.say('hello');
  await client.control({ subtype: 'set_permission_mode', mode: 'plan' });
  await client.say('plan it');
  expect(await given.ways()).toEqual(['default up/daily-real', 'think up/deep-real']);
});

const litellmConfig = (url: string) => `
model_list:
  - model_name: claude-for-work
    litellm_params:
      model: openai/own-model
      api_base: ${url}/v1
      api_key: os.environ/UP_KEY
  - model_name: other
    litellm_params:
      model: openai/other-model
      api_base: ${url}/v1
      api_key: os.environ/UP_KEY
general_settings:
  master_key: sk-token-of-the-proxy
`;

test('LiteLLM: a name of its model list can be asked for, with the master key', async () => {
  await using given = await importing(litellmConfig, { UP_KEY: 'key-of-the-upstream' });
  const { exitCode } = await runClaude('say hello', {
    baseUrl: given.core.address,
    token: 'sk-token-of-the-proxy',
    args: ['--model', 'other'],
  });
  expect(exitCode).toBe(0);
  expect(await given.ways()).toEqual(['explicit openai/other-model']);
});

const switchConfig = (url: string) =>
  JSON.stringify({
    version: 2,
    claude: {
      current: 'one',
      providers: {
        one: {
          id: 'one',
          name: 'Relay',
          settingsConfig: {
            env: {
              ANTHROPIC_BASE_URL: url,
              ANTHROPIC_AUTH_TOKEN: 'key-of-the-upstream',
              ANTHROPIC_MODEL: 'relay-big',
              ANTHROPIC_DEFAULT_HAIKU_MODEL: 'relay-small',
            },
          },
        },
      },
    },
  });

test('cc-switch: the current provider answers, its haiku model does the work in the background', async () => {
  await using given = await importing(switchConfig);
  await using client = await startClaude({ baseUrl: given.core.address, token: 'client-token-of-the-test' });
  await client.say('hello');
  await client.control({
    subtype: 'generate_session_title',
    description: 'mend the login page',
    persist: false,
  });
  expect(await given.ways()).toEqual(['default relay/relay-big', 'background relay/relay-small']);
});
