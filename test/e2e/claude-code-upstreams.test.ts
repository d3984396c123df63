import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startClaude } from '../support/claude.ts';
import { clientToken } from '../support/core.ts';
import { startStage, type Stage } from '../support/stage.ts';
import { answerGemini, callSignature } from '../upstream/gemini.ts';
import { answerOllama } from '../upstream/ollama.ts';
import { calls, says, type Said } from '../upstream/openai-chat.ts';
import { answerResponses, encryptedReasoning } from '../upstream/openai-responses.ts';
import type { Answer, RecordedRequest } from '../upstream/scripted.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claude-project-'));
  await writeFile(join(folder, 'note.txt'), 'the word is amber\n');
});
afterAll(async () => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

interface Upstream {
  wire: string;
  answer: (request: RecordedRequest, said: readonly Said[]) => Answer;
  /** What must stand in each later request, where the vendor wants it: the call, what it signed, the file's text. */
  returned: object;
  /** What of the body's conversation the second turn ends with. */
  secondTurn: object;
}

const file = expect.stringContaining('the word is amber');
const again = expect.stringContaining('and now?');

const upstreams: Upstream[] = [
  {
    wire: 'openai-responses',
    answer: answerResponses,
    returned: {
      input: expect.arrayContaining([
        expect.objectContaining({ type: 'reasoning', encrypted_content: encryptedReasoning }),
        expect.objectContaining({ type: 'function_call', call_id: 'call_read', name: 'Read' }),
        expect.objectContaining({ type: 'function_call_output', call_id: 'call_read', output: file }),
      ]),
    },
    secondTurn: {
      input: expect.arrayContaining([
        expect.objectContaining({
          role: 'assistant',
          content: [expect.objectContaining({ text: 'It is amber.' })],
        }),
        expect.objectContaining({
          role: 'user',
          content: expect.arrayContaining([expect.objectContaining({ text: again })]),
        }),
      ]),
    },
  },
  {
    wire: 'gemini',
    answer: answerGemini,
    returned: {
      contents: expect.arrayContaining([
        {
          role: 'model',
          parts: expect.arrayContaining([
            expect.objectContaining({
              functionCall: expect.objectContaining({ id: 'call_read', name: 'Read' }),
              thoughtSignature: callSignature,
            }),
          ]),
        },
        {
          role: 'user',
          parts: expect.arrayContaining([
            {
              functionResponse: expect.objectContaining({
                id: 'call_read',
                name: 'Read',
                response: { output: file },
              }),
            },
          ]),
        },
      ]),
    },
    secondTurn: {
      contents: expect.arrayContaining([
        { role: 'model', parts: [{ text: 'It is amber.' }] },
        { role: 'user', parts: expect.arrayContaining([{ text: again }]) },
      ]),
    },
  },
  {
    wire: 'ollama',
    answer: answerOllama,
    returned: {
      messages: expect.arrayContaining([
        expect.objectContaining({
          role: 'assistant',
          thinking: 'A note, then.',
          tool_calls: [
            { id: 'call_read', function: { name: 'Read', arguments: expect.objectContaining({}) } },
          ],
        }),
        expect.objectContaining({
          role: 'tool',
          tool_name: 'Read',
          tool_call_id: 'call_read',
          content: file,
        }),
      ]),
    },
    secondTurn: {
      messages: expect.arrayContaining([
        expect.objectContaining({ role: 'assistant', content: 'It is amber.' }),
        expect.objectContaining({ role: 'user', content: again }),
      ]),
    },
  },
];

const ofTheCall = (): Said[] => [
  { kind: 'reasoning', text: 'A note, then.' },
  says('I will look. '),
  calls('Read', { file_path: join(folder, 'note.txt') }, 'call_read'),
];

describe.each(upstreams)('Claude Code on $wire', ({ wire, answer, returned, secondTurn }) => {
  const script = (request: RecordedRequest, index: number): Answer =>
    answer(request, [ofTheCall(), [says('It is amber.')], [says('Still amber.')]][index] ?? []);

  async function converse(stage: Stage): Promise<string[]> {
    await using client = await startClaude({
      baseUrl: stage.core.address,
      token: clientToken,
      folder,
      args: ['--allowedTools', 'Read'],
    });
    return [await client.say('which word?'), await client.say('and now?')];
  }

  test('a tool runs, its result returns to its call, and a second turn brings everything back', async () => {
    await using stage = await startStage(wire, script);
    expect(await converse(stage)).toEqual(['It is amber.', 'Still amber.']);
    const [first, second, third] = stage.bodies();
    expect(first).not.toMatchObject(returned);
    expect(second).toMatchObject(returned);
    expect(third).toMatchObject(returned);
    expect(third).toMatchObject(secondTurn);
    const rows = await stage.core.rows();
    expect(rows.map(({ status, inputTokens, outputTokens }) => [status, inputTokens, outputTokens])).toEqual([
      [200, 10, 5],
      [200, 10, 5],
      [200, 10, 5],
    ]);
  });
});
