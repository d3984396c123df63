import { expect, test } from 'vitest';
import { readOllamaError } from '../../../../src-main/core/wire/ollama/read-error.ts';

test.each([
  [
    404,
    "model 'qwen3:8b' not found",
    'not-found',
    "model 'qwen3:8b' not found: run `ollama pull qwen3:8b`, or choose a model that `ollama list` shows",
  ],
  [
    404,
    'model "hf.co/a/b:Q4" not found, try pulling it first',
    'not-found',
    'model "hf.co/a/b:Q4" not found, try pulling it first: run `ollama pull hf.co/a/b:Q4`, or choose a model that `ollama list` shows',
  ],
  [
    400,
    '"gemma4:e4b" does not support thinking',
    'invalid-request',
    '"gemma4:e4b" does not support thinking: switch thinking off in the client, or choose a model that thinks',
  ],
  [
    400,
    'registry.ollama.ai/library/phi3 does not support tools',
    'invalid-request',
    'registry.ollama.ai/library/phi3 does not support tools: choose a model from https://ollama.com/search?c=tools',
  ],
  [500, 'llama runner process has terminated', 'upstream', 'llama runner process has terminated'],
  [503, 'server busy, please try again', 'overloaded', 'server busy, please try again'],
])('%i %s', (status, error, kind, message) => {
  expect(readOllamaError(status, JSON.stringify({ error }))).toMatchObject({ kind, status, message });
});

test('a prompt that does not fit is said in the words that make Claude Code compact, whatever the status', () => {
  const body = '{"error":"prompt too long; exceeded max context length by 12 tokens"}';
  expect(readOllamaError(500, body)).toMatchObject({
    kind: 'invalid-request',
    status: 400,
    message: expect.stringMatching(/^prompt is too long: /),
  });
});
