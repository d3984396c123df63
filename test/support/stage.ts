import { startUpstream, type Script, type ScriptedUpstream } from '../upstream/scripted.ts';
import { startTestCore, type TestCore } from './core.ts';

/** Signalbox before one scripted upstream, which is the provider `up`. */
export interface Stage extends AsyncDisposable {
  core: TestCore;
  upstream: ScriptedUpstream;
  /** The bodies that the upstream was sent, in order. */
  bodies(): unknown[];
}

/** Where each wire's paths begin below an upstream's own address. */
const bases: Readonly<Record<string, string>> = {
  'openai-chat': '/v1',
  'openai-responses': '/v1',
  gemini: '/v1beta',
};

/** Starts both; every request goes to `up/model` unless it names another, and no call is made twice. */
export async function startStage(wire: string, script: Script, provider: object = {}): Promise<Stage> {
  const upstream = await startUpstream(script);
  const up = {
    id: 'up',
    wire,
    baseUrl: upstream.url + (bases[wire] ?? ''),
    keys: wire === 'ollama' ? [] : ['env:UPSTREAM_KEY'],
    models: ['model'],
    retry: { attempts: 1 },
    ...provider,
  };
  const config = { providers: [up], routes: { default: 'up/model' } };
  const core = await startTestCore(config, { env: { UPSTREAM_KEY: 'key-of-the-upstream' } });
  return {
    core,
    upstream,
    bodies: () => upstream.requests.map(({ json }) => json),
    async [Symbol.asyncDispose]() {
      await core[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
    },
  };
}
