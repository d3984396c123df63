// A process of its own: an upstream whose answer begins at once, in both protocols, and ends soon after; below /steady one
// that goes on, every piece of which says when it was sent.
import { createServer, type ServerResponse } from 'node:http';

const words = Array.from({ length: 20 }, (_, index) => `word${index} `);

const [chatBegin = '', ...chatWords] = words.map((content) =>
  chunk({ choices: [{ index: 0, delta: { content }, finish_reason: null }] }),
);
const chatEnd = [
  ...chatWords,
  chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }),
  chunk({ choices: [], usage: { prompt_tokens: 1000, completion_tokens: 20 } }),
  'data: [DONE]\n\n',
].join('');

const opening = [
  event({
    type: 'message_start',
    message: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'bench',
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { input_tokens: 1000, output_tokens: 1 },
    },
  }),
  event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
].join('');

const closing = [
  event({ type: 'content_block_stop', index: 0 }),
  event({
    type: 'message_delta',
    delta: { stop_reason: 'end_turn', stop_sequence: null },
    usage: { output_tokens: 20 },
  }),
  event({ type: 'message_stop' }),
].join('');

const [firstWord = '', ...otherWords] = words.map((text) =>
  event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
);
const messagesBegin = opening + firstWord;
const messagesEnd = [...otherWords, closing].join('');

/** Between the first word and the others: an answer that came whole would be recorded before its first byte is sent. */
const thinkingMs = 2;
const betweenPiecesMs = 5;
const steadyMs = Number(process.env['SIGNALBOX_BENCH_LOAD_MS'] ?? 4000);

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    if (request.url?.startsWith('/steady')) goOn(response);
    else if (request.url?.startsWith('/v1/messages')) answer(response, messagesBegin, messagesEnd);
    else answer(response, chatBegin, chatEnd);
  });
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.on('disconnect', () => process.exit(0));

function answer(response: ServerResponse, begin: string, end: string): void {
  response.write(begin);
  setTimeout(() => response.end(end), thinkingMs);
}

function goOn(response: ServerResponse): void {
  response.write(opening);
  const untilMs = performance.now() + steadyMs;
  const timer = setInterval(() => {
    const text = String(performance.timeOrigin + performance.now());
    response.write(event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }));
    if (performance.now() > untilMs) response.end(closing);
    if (performance.now() > untilMs) clearInterval(timer);
  }, betweenPiecesMs);
  response.once('close', () => clearInterval(timer));
}

function chunk(body: object): string {
  return `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 0, model: 'bench', ...body })}\n\n`;
}

function event(body: { type: string; [field: string]: unknown }): string {
  return `event: ${body.type}\ndata: ${JSON.stringify(body)}\n\n`;
}
