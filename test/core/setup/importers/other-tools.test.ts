import { describe, expect, test } from 'vitest';
import { imported, importedFixture, saidOf } from './given.ts';

describe('claude-code-mux', () => {
  const outcome = importedFixture('claude-code-mux.toml');

  test('types of providers are presets or addresses', () => {
    expect(outcome.config.providers).toMatchObject([
      { id: 'minimax', preset: 'minimax-anthropic', keys: ['keychain:minimax'] },
      { id: 'zai', preset: 'zai-anthropic', keys: ['env:ZAI_API_KEY'] },
      { id: 'openrouter', preset: 'openrouter' },
      { id: 'kimi', preset: 'anthropic-compatible', baseUrl: 'https://api.kimi.com/coding' },
      { id: 'own-server', wire: 'openai-chat', baseUrl: 'http://127.0.0.1:9999/v1' },
    ]);
    expect(outcome.config.providers[0]?.timeouts).toMatchObject({ firstByteMs: 600_000, connectMs: 5_000 });
  });

  test('mappings are targets in the order of their priority', () => {
    expect(outcome.config.models['glm-4.6']).toEqual({
      targets: ['zai/glm-4.6', 'openrouter/z-ai/glm-4.6'],
      strategy: 'priority',
    });
  });

  test('the router is our routes', () => {
    expect(outcome.config.routes).toMatchObject({
      default: 'minimax-m2',
      think: 'kimi-k2-thinking',
      background: 'glm-4.5-air',
      webSearch: 'glm-4.6',
    });
    expect(saidOf(outcome, 'router.background_regex')).toEqual([
      expect.stringMatching(/^routes\.background/),
    ]);
  });

  test('a login is lost, with what would do instead', () => {
    expect(outcome.lost.find(({ from }) => from === 'providers[5]')).toMatchObject({
      why: expect.stringContaining('OAuth'),
      whatToDo: expect.stringContaining('claude-cli'),
    });
  });

  test('an expression for background work that is not about haiku is lost', () => {
    const given = imported({
      router: { default: 'a', background_regex: '^mini-' },
      providers: [{ name: 'o', provider_type: 'openai', api_key: 'planted-openai-key' }],
      models: [{ name: 'a', mappings: [{ provider: 'o', actual_model: 'gpt', priority: 1 }] }],
    });
    expect(saidOf(given, 'router.background_regex')).toEqual([expect.stringMatching(/^lost/)]);
  });
});

describe('LiteLLM', () => {
  const outcome = importedFixture('litellm.yaml');
  const provider = (id: string) => outcome.config.providers.find((each) => each.id === id);

  test('prefixes are presets, and deployments with one key share a provider', () => {
    expect(provider('azure')).toMatchObject({
      preset: 'azure-openai',
      baseUrl: 'https://my-endpoint-europe.openai.azure.com/openai/v1',
      keys: ['env:AZURE_API_KEY_EU'],
      limits: { requestsPerMinute: 6 },
    });
    expect(provider('openai')).toMatchObject({
      preset: 'openai',
      headers: { force: { 'openai-organization': 'org-1234' } },
    });
    expect(provider('vertex-ai')).toMatchObject({ preset: 'vertex', projectId: 'my-project' });
    expect(provider('hosted-vllm')).toMatchObject({ preset: 'vllm', baseUrl: 'http://10.0.0.5:8000/v1' });
    expect(provider('openai-2')).toMatchObject({ wire: 'openai-chat', baseUrl: 'https://llm.example/v1' });
  });

  test('several deployments of one name take turns, or are drawn by weight', () => {
    expect(outcome.config.models['local']).toEqual({
      targets: ['hosted-vllm/qwen3', 'ollama-chat/qwen3'],
      strategy: 'round-robin',
    });
    expect(outcome.config.models['gpt-4o']?.strategy).toBe('weighted');
  });

  test('fallbacks stand behind a single deployment', () => {
    expect(outcome.config.models['claude-opus']?.targets).toEqual([
      'anthropic/claude-opus-4-5',
      'anthropic/claude-sonnet-4-5',
      'azure/gpt-4o-eu',
      'openai/gpt-4o',
    ]);
    expect(outcome.config.models['old']).toEqual(outcome.config.models['claude-opus']);
  });

  test('a key from its own variables goes to the keychain', () => {
    expect(provider('groq')?.keys).toEqual(['keychain:groq']);
    expect(outcome.keys.find(({ wanted }) => wanted === 'groq')?.key.value).toBe('planted-groq-0001');
  });

  test('prices per token are prices per million', () => {
    expect(provider('anthropic')?.prices).toEqual({ 'claude-sonnet-4-5': { input: 3, output: 15 } });
  });

  test('retries and the time limit are of each provider', () => {
    expect(provider('groq')).toMatchObject({ retry: { attempts: 3 }, timeouts: { firstByteMs: 600_000 } });
  });

  test('what no wire of ours speaks, or is not for chat, is lost', () => {
    expect(saidOf(outcome, 'model_list[5]')).toEqual([expect.stringContaining("Amazon's protocol")]);
    expect(saidOf(outcome, 'model_list[11]')).toEqual([expect.stringContaining('not for chat')]);
    expect(saidOf(outcome, 'model_list[13]')).toEqual([expect.stringContaining('as the client wrote it')]);
  });

  test('the first model takes what names none, and the master key is the token of a client', () => {
    expect(outcome.config.routes.default).toBe('gpt-4o');
    expect(outcome.config.clients.at(-1)).toMatchObject({ id: 'litellm', token: 'keychain:client/litellm' });
  });

  test('a name that begins like a prefix can still be asked for', () => {
    const { config } = imported({
      model_list: [
        { model_name: 'openai/gpt', litellm_params: { model: 'openai/gpt-a', api_key: 'planted-key-one' } },
        { model_name: 'openai/gpt', litellm_params: { model: 'groq/gpt-b', api_key: 'planted-key-two' } },
      ],
    });
    expect(config.providers.map(({ id }) => id)).not.toContain('openai');
    expect(config.models['openai/gpt']?.targets).toHaveLength(2);
  });
});

describe('cc-switch', () => {
  const outcome = importedFixture('cc-switch.json');

  test('what a provider sets for Claude Code is a provider', () => {
    expect(outcome.config.providers).toMatchObject([
      { id: 'deepseek', preset: 'deepseek-anthropic', keys: ['keychain:deepseek'] },
      { id: 'some-relay', preset: 'anthropic-compatible', baseUrl: 'https://relay.example' },
      { id: 'chat', wire: 'openai-chat', baseUrl: 'https://chat.example/v1' },
      { id: 'codex-relay', wire: 'openai-responses', baseUrl: 'https://codex.example/v1' },
      { id: 'gemini', preset: 'gemini', models: ['gemini-3-pro'] },
    ]);
  });

  test('the current provider leads, with the queue behind it', () => {
    expect(outcome.config.routes).toMatchObject({
      default: 'cc-switch',
      background: 'deepseek/deepseek-v4-flash',
      subagent: 'deepseek/deepseek-v4-flash',
    });
    expect(outcome.config.models).toMatchObject({
      'cc-switch': { targets: ['deepseek/deepseek-v4-pro', 'some-relay/claude-sonnet-4-5'] },
      '*opus*': { targets: ['deepseek/deepseek-v4-max'] },
    });
  });

  test('logins are lost', () => {
    for (const from of ['claude.providers[0]', 'codex.providers[1]'])
      expect(saidOf(outcome, from)).toEqual([expect.stringContaining('login')]);
  });

  test('a current provider without models cannot be a default, and that is said', () => {
    const given = imported({
      claude: {
        current: 'r',
        providers: {
          r: {
            id: 'r',
            name: 'R',
            settingsConfig: {
              env: { ANTHROPIC_BASE_URL: 'https://r.example', ANTHROPIC_AUTH_TOKEN: 'planted-key' },
            },
          },
        },
      },
    });
    expect(given.config.routes.default).toBe('demo/demo');
    expect(given.lost).toContainEqual({
      from: 'claude.current',
      why: 'the provider "r" names no model',
      whatToDo: 'set routes.default to r/MODEL',
    });
  });
});
