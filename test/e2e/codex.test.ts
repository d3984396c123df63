import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCodex } from '../support/codex.ts';
import { clientToken } from '../support/core.ts';
import { startStage, type Stage } from '../support/stage.ts';
import { answerChat, calls, chatError, says, streamedChat } from '../upstream/openai-chat.ts';
import { brokenAfter } from '../upstream/scripted.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codex-project-'));
  await writeFile(join(folder, 'note.txt'), 'the word is amber\n');
});
afterAll(async () => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

async function codex(prompt: string, { core }: Stage, model = 'up/kimi') {
  return runCodex(prompt, { baseUrl: `${core.address}/v1`, token: clientToken, model, folder });
}

describe('the real Codex through /v1/responses on a provider that speaks the Chat API', () => {
  test('a command runs, its output returns to its call, and the answer reaches the user', async () => {
    const reads = calls('exec_command', { cmd: 'cat note.txt' }, 'call_cat');
    await using stage = await startStage('openai-chat', (request, index) =>
      answerChat(
        request,
        index === 0
          ? [{ kind: 'reasoning', text: 'A note, then.' }, says('I will look. '), reads]
          : [says('It is amber.')],
      ),
    );
    const { stdout, exitCode } = await codex('which word?', stage);
    expect({ stdout, exitCode }).toEqual({ stdout: 'It is amber.\n', exitCode: 0 });
    const [first, second] = stage.bodies();
    expect(first).toMatchObject({
      model: 'kimi',
      stream: true,
      messages: expect.arrayContaining([{ role: 'user', content: expect.stringContaining('which word?') }]),
      tools: expect.arrayContaining([
        expect.objectContaining({ function: expect.objectContaining({ name: 'exec_command' }) }),
      ]),
    });
    expect(second).toMatchObject({
      messages: expect.arrayContaining([
        expect.objectContaining({
          role: 'assistant',
          content: expect.stringContaining('I will look.'),
          tool_calls: [
            {
              id: 'call_cat',
              type: 'function',
              function: { name: 'exec_command', arguments: '{"cmd":"cat note.txt"}' },
            },
          ],
        }),
        {
          role: 'tool',
          tool_call_id: 'call_cat',
          content: expect.stringContaining('the word is amber'),
        },
      ]),
    });
    expect((await stage.core.rows()).map(({ route, status }) => `${route} ${status}`)).toEqual([
      'explicit 200',
      'explicit 200',
    ]);
  });

  test('a stream that breaks is asked for again by the client', async () => {
    const half = streamedChat([says('This sentence will never be')]);
    await using stage = await startStage('openai-chat', (request, index) =>
      index === 0 ? brokenAfter(half, 3) : answerChat(request, [says('Here I am again.')]),
    );
    const { stdout, exitCode } = await codex('hello', stage);
    expect({ stdout, exitCode }).toEqual({ stdout: 'Here I am again.\n', exitCode: 0 });
  });

  test('an error is told to the user, with what to do', async () => {
    await using stage = await startStage('openai-chat', () =>
      chatError(404, 'The model `kimi` does not exist'),
    );
    const { stderr, exitCode } = await codex('hello', stage);
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('The model `kimi` does not exist');
  });
});
