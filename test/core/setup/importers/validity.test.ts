import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../src-main/core/config/parse.ts';
import { findPreset } from '../../../../src-main/core/providers/presets.ts';
import { compileRouting } from '../../../../src-main/core/routing/routing.ts';
import { configWith, imported } from './given.ts';

/** Whatever names and values a source has, what comes out is a config that Signalbox takes and can route with. */

const odd = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom(
    '',
    ' ',
    '__proto__',
    'a/b',
    'a',
    'A',
    'ä',
    '中转',
    'demo',
    'demo/x',
    '*',
    'a*',
    '${X}',
    '$X',
    'x\ny',
    'claude-signalbox',
    'toString',
    'a,b',
    '[1m]',
    'openai/*',
  ),
);
const url = fc.oneof(
  odd,
  fc.webUrl({ withQueryParameters: true }),
  fc.constantFrom(
    'https://api.deepseek.com/chat/completions',
    'http://localhost:11434/v1',
    'http://user:pass@host/v1/messages?key=x',
    'https://host/v1beta/models/',
    'https://us-aiplatform.googleapis.com/v1/projects/p$/locations/us/publishers/google',
    'https://us-aiplatform.googleapis.com/v1/projects/${X}/locations/us/publishers/google',
    'ftp://host',
    'http://[::1]:8000/v1',
  ),
);
const anything = fc.anything({ maxDepth: 2, withNullPrototype: false, withBigInt: false });
const maybe = (value: fc.Arbitrary<unknown>) =>
  fc.option(fc.oneof({ weight: 8, arbitrary: value }, anything), { nil: undefined });
const reference = fc
  .tuple(odd, odd, fc.constantFrom(',', '/'))
  .map(([one, other, between]) => one + between + other);

const router = fc.record({
  Providers: fc.array(
    fc.record({
      name: maybe(odd),
      api_base_url: maybe(url),
      api_key: maybe(odd),
      models: maybe(fc.array(odd, { maxLength: 3 })),
      type: maybe(fc.constantFrom('anthropic_messages', 'x')),
      transformer: maybe(
        fc.record({
          use: fc.array(fc.oneof(odd, fc.tuple(fc.constantFrom('maxtoken', 'gemini'), anything))),
        }),
      ),
      extraHeaders: maybe(fc.dictionary(odd, odd, { maxKeys: 2 })),
      modelMetadata: maybe(
        fc.dictionary(
          odd,
          fc.record({
            pricing: fc.dictionary(
              fc.constantFrom('inputUsdPerMillionTokens', 'outputUsdPerMillionTokens'),
              fc.double(),
            ),
          }),
          { maxKeys: 2 },
        ),
      ),
      enabled: maybe(fc.boolean()),
    }),
    { maxLength: 4 },
  ),
  Router: maybe(
    fc.record({
      default: maybe(reference),
      think: maybe(reference),
      longContext: maybe(reference),
      longContextThreshold: maybe(fc.double()),
      fallback: maybe(reference),
      rules: maybe(
        fc.array(
          fc.record({
            name: maybe(odd),
            type: maybe(fc.constantFrom('condition', 'model-prefix', 'thinking')),
            pattern: maybe(odd),
            target: maybe(reference),
            condition: maybe(
              fc.record({
                left: fc.constantFrom('model', 'headers.x'),
                operator: fc.constantFrom('==', 'contains'),
                right: odd,
              }),
            ),
          }),
          { maxLength: 2 },
        ),
      ),
    }),
  ),
  APIKEY: maybe(odd),
  PROXY_URL: maybe(url),
  API_TIMEOUT_MS: maybe(fc.double()),
});

const mux = fc.record({
  server: maybe(
    fc.record({ api_key: maybe(odd), timeouts: maybe(fc.record({ api_timeout_ms: maybe(fc.double()) })) }),
  ),
  router: fc.record({ default: maybe(odd), think: maybe(odd), background_regex: maybe(odd) }),
  providers: fc.array(
    fc.record({
      name: odd,
      provider_type: fc.constantFrom('openai', 'z.ai', 'gemini', 'x'),
      api_key: maybe(odd),
      base_url: maybe(url),
      models: maybe(fc.array(odd)),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  models: fc.array(
    fc.record({
      name: odd,
      mappings: fc.array(fc.record({ provider: odd, actual_model: odd, priority: maybe(fc.integer()) })),
    }),
    { maxLength: 4 },
  ),
});

const litellm = fc.record({
  model_list: fc.array(
    fc.record({
      model_name: odd,
      litellm_params: fc.record({
        model: fc
          .tuple(
            fc.constantFrom(
              'openai/',
              'azure/',
              'vertex_ai/',
              'ollama/',
              'groq/',
              'hosted_vllm/',
              'bedrock/',
              '',
            ),
            odd,
          )
          .map(([one, other]) => one + other),
        api_base: maybe(url),
        api_key: maybe(odd),
        organization: maybe(odd),
        rpm: maybe(fc.double()),
        weight: maybe(fc.double()),
        order: maybe(fc.integer()),
        timeout: maybe(fc.double()),
        vertex_project: maybe(odd),
        vertex_location: maybe(odd),
        vertex_credentials: maybe(odd),
        extra_headers: maybe(fc.dictionary(odd, odd, { maxKeys: 2 })),
        input_cost_per_token: maybe(fc.double()),
        output_cost_per_token: maybe(fc.double()),
      }),
    }),
    { maxLength: 5 },
  ),
  litellm_settings: maybe(
    fc.record({ num_retries: maybe(fc.double()), default_fallbacks: maybe(fc.array(odd)) }),
  ),
  router_settings: maybe(
    fc.record({
      fallbacks: maybe(fc.array(fc.dictionary(odd, fc.array(odd)))),
      model_group_alias: maybe(fc.dictionary(odd, odd)),
    }),
  ),
  general_settings: maybe(fc.record({ master_key: maybe(odd) })),
});

const ccProvider = fc.record({
  name: maybe(odd),
  inFailoverQueue: maybe(fc.boolean()),
  meta: maybe(fc.record({ apiFormat: fc.constantFrom('openai_chat', 'x') })),
  settingsConfig: maybe(
    fc.record({
      env: maybe(
        fc.record({
          ANTHROPIC_BASE_URL: maybe(url),
          ANTHROPIC_AUTH_TOKEN: maybe(odd),
          ANTHROPIC_MODEL: maybe(odd),
          ANTHROPIC_DEFAULT_OPUS_MODEL: maybe(odd),
          GEMINI_API_KEY: maybe(odd),
          GEMINI_MODEL: maybe(odd),
          GOOGLE_GEMINI_BASE_URL: maybe(url),
        }),
      ),
      auth: maybe(fc.record({ OPENAI_API_KEY: maybe(odd) })),
      config: maybe(
        fc.oneof(
          odd,
          odd.map((model) => `model = ${JSON.stringify(model)}`),
        ),
      ),
    }),
  ),
});
const ccSection = fc.record({
  current: fc.constantFrom('a', 'b'),
  providers: fc.record({ a: ccProvider, b: ccProvider }),
});
const ccSwitch = fc.record({ claude: ccSection, codex: ccSection, gemini: ccSection });

const bases = [
  configWith(),
  configWith({
    providers: [
      { id: 'a', wire: 'openai-chat', baseUrl: 'https://a.example/v1' },
      { id: 'openai', preset: 'openai', keys: ['keychain:openai'] },
    ],
    models: { a: { targets: ['a/x'] }, '*opus*': { targets: ['a/x'] } },
    routes: { default: 'a', think: 'openai/gpt' },
  }),
  configWith({ models: { mine: { targets: ['demo/large'] } }, routes: { default: 'mine' } }),
];

describe.each([
  ['claude-code-router', router],
  ['claude-code-mux', mux],
  ['litellm', litellm],
  ['cc-switch', ccSwitch],
] as const)('an odd config of %s', (tool, source: fc.Arbitrary<unknown>) => {
  test('becomes one that is valid and routes', () => {
    fc.assert(
      fc.property(source, fc.constantFrom(...bases), (given, current) => {
        const { config } = imported(given, { current, tool, env: { X: 'https://x.example' } });
        const text = JSON.stringify(config);
        const parsed = parseConfig(text, { file: 'config.json', env: {}, overrides: {}, findPreset });
        compileRouting(parsed.config);
        for (const { id } of current.providers.filter(({ preset }) => preset !== 'demo'))
          expect(config.providers.map((provider) => provider.id)).toContain(id);
      }),
      { numRuns: 120 },
    );
  });
});
