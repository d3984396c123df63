import { asksToStream } from './anthropic.ts';
import type { Said } from './openai-chat.ts';
import { json, type Answer } from './scripted.ts';

const end = { done: true, done_reason: 'stop', prompt_eval_count: 10, eval_count: 5 };

/** An answer of Ollama's `/api/chat`, whole or as a line a piece, as the request's `stream` asks. */
export function answerOllama(request: { json: unknown }, said: readonly Said[]): Answer {
  if (!asksToStream(request.json)) return json({ model: 'scripted', message: wholeMessage(said), ...end });
  const parts = said.map((part) => ({ message: wholeMessage([part]), done: false }));
  const last = { message: { role: 'assistant', content: '' }, ...end };
  return {
    status: 200,
    headers: { 'content-type': 'application/x-ndjson' },
    pieces: [...parts, last].map((part) => `${JSON.stringify({ model: 'scripted', ...part })}\n`),
  };
}

function wholeMessage(said: readonly Said[]): object {
  const joined = (kind: Said['kind']) =>
    said.map((part) => (part.kind === kind && 'text' in part ? part.text : '')).join('');
  const calls = said.flatMap((part) => (part.kind === 'call' ? [toolCall(part)] : []));
  return {
    role: 'assistant',
    content: joined('text'),
    ...(joined('reasoning') && { thinking: joined('reasoning') }),
    ...(calls.length > 0 && { tool_calls: calls }),
  };
}

function toolCall({ id, name, input }: Extract<Said, { kind: 'call' }>): object {
  return { id, function: { name, arguments: input } };
}
