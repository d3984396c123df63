import { expect, test } from 'vitest';
import { readModelIds } from '../../../../src-main/core/wire/ollama/read-models.ts';
import { readOllamaAnswer } from '../../../../src-main/core/wire/ollama/read-whole.ts';
import { readTaggedSignature } from '../../../../src-main/core/wire/signature.ts';
import { context } from '../streams.ts';

const read = async (answer: unknown) => readOllamaAnswer(Buffer.from(JSON.stringify(answer)), context);

test('a whole answer holds what the model thought, said and called', async () => {
  const { content, ...message } = await read({
    model: 'qwen3:8b',
    message: {
      role: 'assistant',
      thinking: 'Hm.',
      content: 'I will look.',
      tool_calls: [{ function: { name: 'Read', arguments: { file_path: '/a.txt' } } }],
    },
    done: true,
    done_reason: 'stop',
    prompt_eval_count: 26,
    eval_count: 9,
  });
  expect(message).toMatchObject({
    id: 'msg_01',
    model: 'claude-opus-5-5',
    stop_reason: 'tool_use',
    usage: { input_tokens: 26, output_tokens: 9 },
  });
  expect(content).toEqual([
    { type: 'thinking', thinking: 'Hm.', signature: expect.any(String) },
    { type: 'text', text: 'I will look.' },
    { type: 'tool_use', id: 'toolu_01', name: 'Read', input: { file_path: '/a.txt' } },
  ]);
  expect(readTaggedSignature(content[0]?.['signature'])).toEqual({ vendor: 'openrouter', payload: null });
});

test('arguments that come as text are taken as they are', async () => {
  const { content } = await read({
    message: { tool_calls: [{ function: { name: 'Read', arguments: '{"file_path":"/a.txt"}' } }] },
    done: true,
  });
  expect(content).toMatchObject([{ type: 'tool_use', input: { file_path: '/a.txt' } }]);
});

test('counts of zero throughout are not told', async () => {
  const { usage } = await read({
    message: { content: 'Hi' },
    done: true,
    prompt_eval_count: 0,
    eval_count: 0,
  });
  expect(usage).toEqual({});
});

test('an error under a good status is an error', async () => {
  await expect(read({ error: 'model runner has unexpectedly stopped' })).rejects.toMatchObject({
    name: 'UpstreamStreamError',
    message: 'model runner has unexpectedly stopped',
  });
});

test.each(['Ollama is running', '{"status":"success"}'])('%s is no answer', async (body) => {
  await expect(readOllamaAnswer(Buffer.from(body), context)).rejects.toMatchObject({
    name: 'UpstreamProtocolError',
    status: 502,
  });
});

test('the models are those that the list names', () => {
  const models = [{ name: 'qwen3:8b', model: 'qwen3:8b', size: 5225388164 }, { name: 'gemma4:e4b' }, {}];
  expect(readModelIds({ models })).toEqual(['qwen3:8b', 'gemma4:e4b']);
  expect(readModelIds('Ollama is running')).toEqual([]);
});
