import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OpenAI, { RateLimitError } from 'openai';
import { describe, expect, test } from 'vitest';
import { clientToken, startTestCore } from '../support/core.ts';
import { messageError, streamedMessage, text } from '../upstream/anthropic.ts';
import { startUpstream, type Script } from '../upstream/scripted.ts';

const messages: OpenAI.ChatCompletionMessageParam[] = [
  { role: 'system', content: 'You are a box.' },
  { role: 'user', content: 'Name a colour.' },
];

/**
 * Signalbox before the real Claude CLI, and OpenAI's SDK before Signalbox. No variable of ours reaches the CLI that
 * could lead it anywhere, so the `command` is a script that stands in for a login: it says where Anthropic is.
 */
async function startStage(script: Script) {
  const upstream = await startUpstream(script);
  const folder = await mkdtemp(join(tmpdir(), 'claude-login-'));
  const command = join(folder, 'claude');
  const real = process.env['SIGNALBOX_TEST_CLAUDE'];
  await writeFile(
    command,
    [
      '#!/bin/sh',
      `export HOME="${folder}" ANTHROPIC_BASE_URL="${upstream.url}" ANTHROPIC_AUTH_TOKEN=token-of-the-login`,
      `exec "${real}" "$@"`,
      '',
    ].join('\n'),
  );
  await chmod(command, 0o755);
  const core = await startTestCore({
    providers: [{ id: 'cli', preset: 'claude-cli', command, models: ['opus'], retry: { attempts: 1 } }],
    routes: { default: 'cli/opus' },
  });
  return {
    core,
    asked: () => upstream.requests.filter(({ method }) => method === 'POST'),
    client: new OpenAI({ baseURL: `${core.address}/v1`, apiKey: clientToken, maxRetries: 0 }),
    async [Symbol.asyncDispose]() {
      await core[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The stand-in for a login is a shell script. */
describe.skipIf(process.platform === 'win32')('the real Claude CLI behind /v1/chat/completions', () => {
  test('answers as a whole', async () => {
    await using stage = await startStage(() => streamedMessage([text('Grün.')]));
    const answer = await stage.client.chat.completions.create({ model: 'cli/opus', messages });
    expect(answer).toMatchObject({
      model: 'cli/opus',
      choices: [{ message: { role: 'assistant', content: 'Grün.' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 10, completion_tokens: 5 },
    });
    const [request] = stage.asked();
    expect(request?.headers.authorization).toBe('Bearer token-of-the-login');
    expect(request?.bytes.toString()).toContain('You are a box.');
    expect((await stage.core.rows())[0]).toMatchObject({ target: 'cli/opus', status: 200, inputTokens: 10 });
  });

  test('answers as a stream', async () => {
    await using stage = await startStage(() => streamedMessage([text('Grün.')]));
    const stream = stage.client.chat.completions.stream({
      model: 'cli/opus',
      messages,
      stream_options: { include_usage: true },
    });
    const { choices, usage } = await stream.finalChatCompletion();
    expect(choices).toMatchObject([{ message: { content: 'Grün.' }, finish_reason: 'stop' }]);
    expect(usage).toMatchObject({ prompt_tokens: 10, completion_tokens: 5 });
  });

  test('an error of its vendor keeps its status', async () => {
    await using stage = await startStage(() => messageError(429, 'rate_limit_error', 'later'));
    await expect(
      stage.client.chat.completions.create({ model: 'cli/opus', messages }),
    ).rejects.toBeInstanceOf(RateLimitError);
  });

  test('tools, which it cannot be given, are refused before it starts', async () => {
    await using stage = await startStage(() => streamedMessage([text('never')]));
    const tools = [{ type: 'function' as const, function: { name: 'weather' } }];
    await expect(
      stage.client.chat.completions.create({ model: 'cli/opus', messages, tools }),
    ).rejects.toMatchObject({ status: 400, message: expect.stringContaining('tools') });
    expect(stage.asked()).toEqual([]);
  });

  test('providers.test finds it', async () => {
    await using stage = await startStage(() => streamedMessage([]));
    expect(await stage.core.call('providers.test', { id: 'cli' })).toMatchObject({
      ok: true,
      models: ['opus'],
    });
  });
});
