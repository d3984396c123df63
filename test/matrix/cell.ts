import { startTestCore, type TestCore } from '../support/core.ts';
import type { Said } from '../upstream/openai-chat.ts';
import {
  startUpstream,
  type Answer,
  type RecordedRequest,
  type ScriptedUpstream,
} from '../upstream/scripted.ts';
import { recordOf } from '../../src-main/core/wire/open-fields.ts';
import type { Client, Talk } from './talk.ts';
import type { Understood, Wire } from './wire.ts';

type Script = (request: RecordedRequest) => Answer;

/** One client protocol against one provider's, in one way of answering. */
export interface Cell {
  client: Client;
  wire: Wire;
  isStream: boolean;
  /** Of the core. */
  address: string;
  /** From now on the upstream answers so. */
  upstreamAnswers(script: Script): void;
  upstreamSays(said: readonly Said[]): void;
  begin(tools?: readonly string[]): Talk;
  /** The target, as a client asks for it. */
  model: string;
  /** The same client and form, at a provider of another vendor. */
  elsewhere(): Cell;
  /** The body of the latest request that the upstream got. */
  readonly lastRequest: unknown;
  understood(): Understood;
}

/** One core with a scripted upstream behind every wire. */
export interface Matrix extends AsyncDisposable {
  core: TestCore;
  cell(client: Client, wire: Wire, isStream: boolean): Cell;
}

/** Starts the core and its upstreams; every request is tried once, and what is lost is logged. */
export async function startMatrix(wires: readonly Wire[]): Promise<Matrix> {
  const scripts = new Map<Wire, Script>();
  const upstreams = new Map<Wire, ScriptedUpstream>();
  for (const wire of wires) {
    const answer: Script = (request) =>
      scripts.get(wire)?.(request) ?? wire.refuse(500, 'nothing is scripted');
    upstreams.set(wire, await startUpstream(answer));
  }
  const core = await startTestCore(
    {
      providers: wires.map((wire) => ({
        id: wire.preset,
        preset: wire.preset,
        baseUrl: `${upstreams.get(wire)?.url}${wire.basePath}`,
        keys: wire.wire === 'ollama' ? [] : ['env:KEY'],
        retry: { attempts: 1 },
        breaker: { failures: 1_000_000 },
      })),
      routes: { default: `${wires[0]?.preset}/${wires[0]?.model}` },
      logging: { level: 'debug' },
    },
    { env: { KEY: 'key-of-the-test' } },
  );
  const cellOf = (client: Client, wire: Wire, isStream: boolean): Cell => {
    // Models of their own: a loss is said once for each.
    const model = `${wire.preset}/${wire.model}-for-${client.protocol}`;
    return {
      client,
      wire,
      isStream,
      model,
      address: core.address,
      upstreamAnswers: (script) => void scripts.set(wire, script),
      upstreamSays: (said) => void scripts.set(wire, (request) => wire.answer(request, said)),
      begin: (tools = []) => client.begin({ address: core.address, model, isStream, tools }),
      elsewhere: () => cellOf(client, wires.find((other) => other.wire !== wire.wire) ?? wire, isStream),
      get lastRequest() {
        return upstreams.get(wire)?.requests.at(-1)?.json;
      },
      understood: () => wire.understand(recordOf(upstreams.get(wire)?.requests.at(-1)?.json)),
    };
  };
  return {
    core,
    cell: cellOf,
    async [Symbol.asyncDispose]() {
      await core[Symbol.asyncDispose]();
      for (const upstream of upstreams.values()) await upstream[Symbol.asyncDispose]();
    },
  };
}
