import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runClaude, startClaude, type ClaudeSettings } from '../support/claude.ts';
import { clientToken, startTestCore, type TestCore } from '../support/core.ts';
import { answerChat, calls, says, streamedChat } from '../upstream/openai-chat.ts';
import {
  brokenAfter,
  eventStream,
  startUpstream,
  type RecordedRequest,
  type Script,
  type ScriptedUpstream,
} from '../upstream/scripted.ts';

/** Every route has a model of its own, so that the upstream can tell by the model which route a request took. */
const routes = {
  default: 'up/default',
  webSearch: 'up/webSearch',
  subagent: 'up/subagent',
  image: 'up/image',
  think: 'up/think',
  background: 'up/background',
};

/** A pixel; any valid image would do. */
const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claude-project-'));
  await writeFile(join(folder, 'note.txt'), 'the word is amber\n');
  await writeFile(join(folder, 'pixel.png'), Buffer.from(png, 'base64'));
});
afterAll(async () => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

/** Signalbox before a scripted upstream of the Chat API, and what the client needs to find it. */
interface Stage extends AsyncDisposable {
  core: TestCore;
  upstream: ScriptedUpstream;
  client: ClaudeSettings;
  /** The model and route of each request that reached the upstream, in order. */
  ways(): Promise<string[]>;
}

async function stage(script: Script, env: Record<string, string> = {}): Promise<Stage> {
  const upstream = await startUpstream(script);
  const provider = {
    id: 'up',
    wire: 'openai-chat',
    baseUrl: `${upstream.url}/v1`,
    keys: ['env:UPSTREAM_KEY'],
    retry: { attempts: 1 },
  };
  const core = await startTestCore({ providers: [provider], routes }, { env: { UPSTREAM_KEY: 'key' } });
  return {
    core,
    upstream,
    client: { baseUrl: core.address, token: clientToken, folder, env },
    ways: async () => (await core.rows()).toReversed().map(({ route, target }) => `${route} ${target}`),
    async [Symbol.asyncDispose]() {
      await core[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

/** What the tests read of a request to the Chat API. */
const chatRequest = z.looseObject({
  model: z.string(),
  stream: z.boolean().optional(),
  messages: z.array(z.looseObject({ role: z.string() })),
});

function asked({ json }: RecordedRequest): z.infer<typeof chatRequest> {
  return chatRequest.parse(json);
}

/** Whether the model has called a tool and now hears what came of it. */
function bringsResults(request: RecordedRequest): boolean {
  return asked(request).messages.some(({ role }) => role === 'tool');
}

describe('answers', () => {
  test('on a first start two variables are enough to get the demo, which tells the route', async () => {
    await using core = await startTestCore(undefined);
    const { stdout, exitCode } = await runClaude('hi', { baseUrl: core.address, token: clientToken });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('This is Signalbox');
    expect(stdout).toContain('`default`');
  });

  test('a plain answer reaches the user', async () => {
    await using given = await stage((request) => answerChat(request, [says('Hello from the other side.')]));
    const { stdout, exitCode } = await runClaude('say hello', given.client);
    expect({ stdout, exitCode }).toEqual({ stdout: 'Hello from the other side.\n', exitCode: 0 });
    expect(await given.ways()).toEqual(['default up/default']);
    expect(given.upstream.requests[0]?.headers.authorization).toBe('Bearer key');
  });

  test('a text file that the model reads reaches its next request', async () => {
    await using given = await stage((request) =>
      answerChat(
        request,
        bringsResults(request)
          ? [says('It is amber.')]
          : [says('I will look. '), calls('Read', { file_path: join(folder, 'note.txt') }, 'call_read')],
      ),
    );
    const { stdout } = await runClaude('which word?', { ...given.client, args: ['--allowedTools', 'Read'] });
    expect(stdout).toBe('It is amber.\n');
    const [, next] = given.upstream.requests.map(asked);
    const result = next?.messages.find(({ role }) => role === 'tool');
    expect(result).toMatchObject({
      tool_call_id: 'call_read',
      content: expect.stringContaining('the word is amber'),
    });
  });

  test('an image that the model reads reaches its next request, on the route for images', async () => {
    await using given = await stage((request) =>
      answerChat(
        request,
        bringsResults(request)
          ? [says('A pixel.')]
          : [calls('Read', { file_path: join(folder, 'pixel.png') })],
      ),
    );
    const { stdout } = await runClaude('what is it?', { ...given.client, args: ['--allowedTools', 'Read'] });
    expect(stdout).toBe('A pixel.\n');
    const [, next] = given.upstream.requests.map(asked);
    const media = next?.messages.slice(next.messages.findIndex(({ role }) => role === 'tool') + 1);
    expect(JSON.stringify(media)).toContain(`data:image/png;base64,${png}`);
    expect(await given.ways()).toEqual(['default up/default', 'image up/image']);
  });
});

const hints = [
  {
    how: 'with hint headers',
    env: { CLAUDE_CODE_GATEWAY_HINT_HEADERS: '1' },
    agent: 'Claude Code calls it a subagent',
  },
  { how: 'without hint headers', env: {}, agent: 'it bears an agent id' },
];

describe.each(hints)('routes $how', ({ env, agent: sign }) => {
  test('a subagent has its own, and the main conversation keeps its own', async () => {
    const agent = { description: 'look', prompt: 'look around', subagent_type: 'general-purpose' };
    await using given = await stage((request) => {
      if (asked(request).model === 'subagent') return answerChat(request, [says('All quiet.')]);
      if (bringsResults(request)) return answerChat(request, [says('The agent is back.')]);
      return answerChat(request, [calls('Agent', { ...agent, run_in_background: false })]);
    }, env);
    const { stdout } = await runClaude('send an agent', {
      ...given.client,
      args: ['--allowedTools', 'Agent'],
    });
    expect(stdout).toBe('The agent is back.\n');
    expect(await given.ways()).toEqual(['default up/default', 'subagent up/subagent', 'default up/default']);
    expect(JSON.stringify(given.upstream.requests[2]?.json)).toContain('All quiet.');
    const [, row] = await given.core.rows();
    expect(row?.reason).toBe(`${sign}, so routes.subagent takes it`);
  });

  test('plan mode has its own until it is left', async () => {
    await using given = await stage((request) => answerChat(request, [says('Yes.')]), env);
    await using client = await startClaude(given.client);
    await client.say('hello');
    await client.control({ subtype: 'set_permission_mode', mode: 'plan' });
    await client.say('plan it');
    await client.say('plan it further');
    await client.control({ subtype: 'set_permission_mode', mode: 'default' });
    await client.say('now do it');
    const plain = 'default up/default';
    expect(await given.ways()).toEqual([plain, 'think up/think', 'think up/think', plain]);
  });

  test('plan mode that the model enters and leaves has its own in between', async () => {
    await using given = await stage((request) => {
      const said = JSON.stringify(asked(request).messages.at(-1));
      if (said.includes('begin to plan')) return answerChat(request, [calls('EnterPlanMode', {})]);
      if (said.includes('show the plan'))
        return answerChat(request, [calls('ExitPlanMode', { plan: 'do it' })]);
      return answerChat(request, [says('Yes.')]);
    }, env);
    await using client = await startClaude(given.client);
    await client.say('begin to plan');
    await client.say('show the plan');
    await client.say('thank you');
    const plain = 'default up/default';
    const think = 'think up/think';
    expect(await given.ways()).toEqual([plain, think, think, plain, plain]);
  });

  test('a web search has its own', async () => {
    await using given = await stage((request) => {
      if (asked(request).model === 'webSearch' || bringsResults(request))
        return answerChat(request, [says('Found.')]);
      return answerChat(request, [calls('WebSearch', { query: 'signal boxes' })]);
    }, env);
    const { stdout } = await runClaude('search', { ...given.client, args: ['--allowedTools', 'WebSearch'] });
    expect(stdout).toBe('Found.\n');
    expect(await given.ways()).toEqual([
      'default up/default',
      'webSearch up/webSearch',
      'default up/default',
    ]);
  });

  test('a session title has its own', async () => {
    await using given = await stage((request) => answerChat(request, [says('{"title":"Login page"}')]), env);
    await using client = await startClaude(given.client);
    await client.control({
      subtype: 'generate_session_title',
      description: 'mend the login page',
      persist: false,
    });
    expect(await given.ways()).toEqual(['background up/background']);
  });
});

describe('a stream that breaks after its first words', () => {
  const half = streamedChat([says('This sentence will never be')]);
  const broken = {
    'an error inside the stream': eventStream([
      ...half.pieces.slice(0, 3),
      `data: ${JSON.stringify({ error: { message: 'the model fell over', code: 500 } })}\n\n`,
    ]),
    'a connection that is cut': brokenAfter(half, 3),
  };

  test.each(Object.entries(broken))('%s: the client recovers by itself', async (_, answer) => {
    await using given = await stage((request, index) =>
      index === 0 ? answer : answerChat(request, [says('Here I am again.')]),
    );
    const { stdout, exitCode } = await runClaude('hello', given.client);
    expect({ stdout, exitCode }).toEqual({ stdout: 'Here I am again.\n', exitCode: 0 });
    expect(given.upstream.requests.map((request) => asked(request).stream ?? false)).toEqual([true, false]);
    const [first, second] = (await given.core.rows()).toReversed();
    expect(first?.error).toBeDefined();
    expect(second).toMatchObject({ status: 200, target: 'up/default' });
  });
});
