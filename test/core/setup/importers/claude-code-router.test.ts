import { describe, expect, test } from 'vitest';
import { configWith, imported, importedFixture, saidOf } from './given.ts';

describe('version 2', () => {
  const outcome = importedFixture('claude-code-router.json', { env: { GEMINI_API_KEY: 'x' } });
  const provider = (id: string) => outcome.config.providers.find((each) => each.id === id);

  test('a known host is a preset, its keys keep their way', () => {
    expect(provider('openrouter')).toMatchObject({ preset: 'openrouter', keys: ['keychain:openrouter'] });
    expect(provider('deepseek')).toMatchObject({ preset: 'deepseek', keys: ['env:DEEPSEEK_API_KEY'] });
    expect(provider('gemini')).toMatchObject({ preset: 'gemini', keys: ['env:GEMINI_API_KEY'] });
    expect(provider('ollama')).toMatchObject({ preset: 'ollama-openai', keys: [] });
  });

  test('the same service at another host keeps the address', () => {
    expect(provider('dashscope')).toMatchObject({
      preset: 'qwen',
      baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
    });
  });

  test('any other address is a wire and a base URL without the path of the request', () => {
    expect(provider('volcengine')).toMatchObject({
      wire: 'openai-chat',
      baseUrl: 'https://ark.cn-beijing.volces.com/api/v3',
    });
    expect(provider('claude-relay')).toMatchObject({
      preset: 'anthropic-compatible',
      baseUrl: 'https://relay.example',
    });
  });

  test('routes lead where they led', () => {
    expect(outcome.config.routes).toEqual({
      default: 'deepseek/deepseek-chat',
      background: 'ollama/qwen2.5-coder:latest',
      think: 'ccr-think',
      longContext: { use: 'openrouter/google/gemini-2.5-pro-preview', aboveTokens: 60_000 },
      webSearch: 'gemini/gemini-2.5-flash',
      subagent: null,
      image: null,
    });
  });

  test('a fallback of a route is a name in models', () => {
    expect(outcome.config.models['ccr-think']?.targets).toEqual([
      'deepseek/deepseek-reasoner',
      'openrouter/anthropic/claude-sonnet-4',
    ]);
  });

  test('the key of its clients is the token of a client', () => {
    expect(outcome.config.clients.at(-1)).toMatchObject({
      id: 'claude-code-router',
      token: 'keychain:client/claude-code-router',
    });
  });

  test('the proxy and the time limit are of each provider, but no proxy is between us and this machine', () => {
    expect(provider('deepseek')).toMatchObject({
      proxy: 'http://127.0.0.1:7890',
      timeouts: { firstByteMs: 600_000 },
    });
    expect(provider('ollama')?.proxy).toBeNull();
  });

  test('of transformers it is said what does their work, or that nothing does', () => {
    expect(saidOf(outcome, 'Providers[1].transformer.use[0]')).toEqual([
      'providers.deepseek: the preset or the wire does it',
    ]);
    expect(saidOf(outcome, 'Providers[5].transformer.use[0]')).toEqual([
      expect.stringContaining('lost: the most tokens'),
    ]);
    expect(saidOf(outcome, 'Providers[6].transformer.use[0]')).toEqual([
      'lost: Signalbox does not know this transformer',
    ]);
    expect(saidOf(outcome, 'Providers[0].transformer.use[0][1]')).toEqual([expect.stringMatching(/^lost/)]);
  });

  test('programs stay behind, and that is said', () => {
    expect(saidOf(outcome, 'CUSTOM_ROUTER_PATH')).toEqual(['lost: a program that routes cannot be carried']);
    expect(saidOf(outcome, 'transformers')).toEqual([expect.stringMatching(/^lost/)]);
  });

  test('what cannot be called is no provider, and no route leads there', () => {
    expect(provider('broken')).toBeUndefined();
    expect(saidOf(outcome, 'Router.image')).toEqual(['lost: it names a provider that did not come over']);
  });
});

describe('version 3', () => {
  const outcome = importedFixture('claude-code-router-3.json');

  test('providers name their protocol, and several keys share the load', () => {
    expect(outcome.config.providers).toMatchObject([
      { id: 'kimi', preset: 'moonshot-anthropic', headers: { force: { 'x-team': 'blue' } } },
      { id: 'local', preset: 'vllm', baseUrl: 'http://127.0.0.1:8000/v1' },
    ]);
    expect(outcome.keys.filter(({ wanted }) => wanted === 'kimi')).toHaveLength(2);
    expect(outcome.config.providers[0]?.prices).toEqual({
      'kimi-k2.6': { input: 0.6, output: 2.5, cacheRead: 0.15 },
    });
  });

  test('the models of the profile of Claude Code are routes and patterns', () => {
    expect(outcome.config.routes).toMatchObject({ default: 'kimi/kimi-k2.6', background: 'local/qwen3' });
    expect(outcome.config.models).toMatchObject({ '*sonnet*': { targets: ['kimi/kimi-k2-turbo'] } });
  });

  test('a rule on the model is a rule, one for thinking a route, a script is lost', () => {
    expect(outcome.config.rules).toEqual([{ name: 'cheap', when: { model: '*flash*' }, use: 'local/qwen3' }]);
    expect(outcome.config.routes.think).toBe('kimi/kimi-k2.6');
    expect(saidOf(outcome, 'Router.rules[1]')).toEqual([expect.stringMatching(/^lost/)]);
  });

  test('what is switched off stays behind', () => {
    expect(saidOf(outcome, 'Providers[2]')).toEqual(['lost: it is switched off there']);
    expect(saidOf(outcome, 'Providers[0].credentials[1]')).toEqual(['lost: it is switched off there']);
  });
});

describe('into a config that is in use', () => {
  const current = configWith({
    providers: [{ id: 'deepseek', preset: 'deepseek', keys: ['keychain:deepseek'] }],
    models: { 'ccr-think': { targets: ['deepseek/deepseek-reasoner'] } },
    routes: { default: 'deepseek/deepseek-chat', think: 'ccr-think' },
  });
  const outcome = importedFixture('claude-code-router.json', { current });

  test('what is there stays, and a provider of the same name gets another id', () => {
    expect(outcome.config.providers[0]).toEqual(current.providers[0]);
    expect(outcome.config.providers.map(({ id }) => id)).toContain('deepseek-2');
  });

  test('a route that leads somewhere stays, the others are set', () => {
    expect(outcome.config.routes).toMatchObject({
      default: 'deepseek/deepseek-chat',
      think: 'ccr-think',
      background: 'ollama/qwen2.5-coder:latest',
    });
    expect(saidOf(outcome, 'Router.default')).toEqual([
      'lost: routes.default leads to deepseek/deepseek-chat already, and stays',
    ]);
  });
});

test('a demo that somebody built on stays', () => {
  const current = configWith({ models: { mine: { targets: ['demo/large'] } } });
  const { config } = importedFixture('claude-code-router.json', { current });
  expect(config.providers[0]).toMatchObject({ id: 'demo' });
  expect(config.routes.default).toBe('deepseek/deepseek-chat');
});

test('an import that brings no provider leaves the demo in place', () => {
  const { config } = imported({ Providers: [] });
  expect(config).toEqual(configWith());
});
