import { expect } from 'vitest';
import type { Outcome } from '../openai-chat/answers.ts';

const text = (words: string) => ({ type: 'text', text: words });
const thinking = (words: string, payload: unknown = null) => ({
  type: 'thinking',
  thinking: words,
  signature: { vendor: 'openrouter', payload },
});
const reasoning = (id: string, encrypted: string, ...summaries: string[]) => ({
  id,
  type: 'reasoning',
  encrypted_content: encrypted,
  summary: summaries.map((summary) => ({ type: 'summary_text', text: summary })),
});
const call = (name: string, id: string, input: string) => ({ type: 'tool_use', id, name, input });
const search = (id: string, input: string) => ({ type: 'server_tool_use', id, name: 'web_search', input });
const found = (id: string, ...pages: (readonly [title: string, url: string])[]) => ({
  type: 'web_search_tool_result',
  tool_use_id: id,
  content: pages.map(([title, url]) => ({
    type: 'web_search_result',
    title,
    url,
    encrypted_content: '',
    page_age: null,
  })),
});
const cut = { name: 'UpstreamProtocolError', kind: 'upstream', status: 502 };
const usage = (input: number, output: number, cached = 0, thought = 0) => ({
  input_tokens: input,
  output_tokens: output,
  cache_read_input_tokens: cached,
  cache_creation_input_tokens: 0,
  output_tokens_details: { thinking_tokens: thought },
});
const failed = (kind: string, status: number, message: string) => ({
  name: 'UpstreamStreamError',
  kind,
  status,
  message,
});

const home = ['Node.js — Run JavaScript Everywhere', 'https://nodejs.org/en'] as const;
const endOfLife = ['Node.js | endoflife.date', 'https://endoflife.date/nodejs'] as const;
const releases = 'https://nodejs.org/en/about/releases';

/** Every stream of `test/fixtures/openai-responses`. */
export const outcomes: Readonly<Record<string, Outcome>> = {
  text: {
    blocks: [thinking('', reasoning('rs_1', 'gAAAAABo')), text('Hello, wörld — 你好 👩‍👩‍👧‍👦!')],
    stop: 'end_turn',
    usage: usage(86, 300, 1920, 256),
  },
  summaries: {
    blocks: [
      thinking(
        '**Weighing** 9.11 < 9.9\n\n**Answering**',
        reasoning('rs_1', 'gAAAAABo', '**Weighing** 9.11 < 9.9', '**Answering**'),
      ),
      text('9.9 is bigger.'),
    ],
    stop: 'end_turn',
    usage: usage(90, 40, 0, 30),
  },
  'parallel-calls': {
    blocks: [
      text('Two at once.'),
      call('Read', 'call_a', '{"file_path":"/tmp/\\"ä\\".txt"}'),
      call('mcp__a_server__a_tool_with_a_long_name', 'call_b', '{"q":1}'),
    ],
    stop: 'tool_use',
    usage: usage(100, 40),
  },
  'interleaved-calls': {
    blocks: [call('Bash', 'call_a', '{"command":"ls {}"}'), call('Read', 'call_b', '{"file_path":"/a/b"}')],
    stop: 'tool_use',
    usage: usage(10, 9),
  },
  'arguments-only-in-done': {
    blocks: [call('Read', 'call_a', '{"file_path":"/ä"}'), call('Now', 'call_b', '{}')],
    stop: 'tool_use',
    usage: usage(10, 9),
  },
  'reasoning-between-calls': {
    blocks: [
      thinking('Look first.', reasoning('rs_1', 'gAAAAABa', 'Look first.')),
      call('Read', 'call_a', '{}'),
      thinking('', reasoning('rs_2', 'gAAAAABb')),
      call('Read', 'call_b', '{}'),
    ],
    stop: 'tool_use',
    usage: usage(10, 9),
  },
  refusal: { blocks: [text('I cannot help with that.')], stop: 'refusal', usage: usage(9, 8) },
  'max-output-tokens': { blocks: [text('And so it')], stop: 'max_tokens', usage: usage(9, 4) },
  'content-filter': { blocks: [text('Half of a sentence')], stop: 'refusal', usage: usage(9, 4) },
  'failed-rate-limit': {
    blocks: [thinking('Hm.', reasoning('rs_1', 'gAAAAABo', 'Hm.')), text('Let me look')],
    error: failed('rate-limit', 429, 'Rate limit reached for gpt-6-sol. Please try again in 2.5s.'),
  },
  'failed-context-length': {
    blocks: [],
    error: failed(
      'invalid-request',
      400,
      'prompt is too long: Your input exceeds the context window of this model. Please adjust your input and try again.',
    ),
  },
  'failed-server-error': {
    blocks: [],
    error: failed('upstream', 500, 'An error occurred while processing your request.'),
  },
  'error-event': {
    blocks: [],
    error: failed('overloaded', 529, 'Our servers are currently overloaded. Please try again later.'),
  },
  'error-event-nested': { blocks: [], error: failed('billing', 402, 'You exceeded your current quota.') },
  'bare-error-line': { blocks: [], error: failed('upstream', 500, 'Bad gateway') },
  'web-search': {
    blocks: [
      thinking('', reasoning('rs_1', 'gAAAAABo')),
      search('srvtoolu_01_1', '{"query":"node lts"}'),
      found('srvtoolu_01_1', [home[1], home[1]], [releases, releases]),
      text('Node 24 is LTS ([nodejs.org](https://nodejs.org/en)).'),
      search('srvtoolu_01', '{}'),
      found('srvtoolu_01', endOfLife),
    ],
    stop: 'end_turn',
    usage: { ...usage(300, 50), server_tool_use: { web_search_requests: 1 } },
  },
  'web-search-without-sources': {
    blocks: [text('Node 24.'), search('srvtoolu_01', '{}'), found('srvtoolu_01', home, endOfLife)],
    stop: 'end_turn',
    usage: usage(300, 50),
  },
  'web-search-failed': {
    blocks: [
      search('srvtoolu_01_0', '{"query":"node lts"}'),
      {
        type: 'web_search_tool_result',
        tool_use_id: 'srvtoolu_01_0',
        content: { type: 'web_search_tool_result_error', error_code: 'unavailable' },
      },
      text('I could not search.'),
    ],
    stop: 'end_turn',
    usage: usage(300, 50),
  },
  truncated: {
    blocks: [text('The answer is forty')],
    error: { ...cut, message: expect.stringMatching(/not JSON/) },
  },
  'without-end': {
    blocks: [text('The answer is forty')],
    error: { ...cut, message: 'the upstream ended its answer without completing it' },
  },
  crlf: { blocks: [text('Zeile\r\neins 🚂  ünd zwei\n')], stop: 'end_turn', usage: usage(3, 4) },
  'open-model': {
    blocks: [
      thinking('Need ls.', {
        id: 'rs_v',
        type: 'reasoning',
        summary: [],
        content: [{ type: 'reasoning_text', text: 'Need ls.' }],
        encrypted_content: null,
        status: null,
      }),
      call('Bash', 'call_v', '{"command":"ls"}'),
    ],
    stop: 'tool_use',
    usage: usage(8, 12, 32, 5),
  },
  'reasoning-without-content': {
    blocks: [thinking('Short.'), text('Yes.')],
    stop: 'end_turn',
    usage: {},
  },
  'only-the-end': {
    blocks: [thinking('One.\n\nTwo.', reasoning('rs_1', 'gAAAAABo', 'One.', 'Two.')), text('All at once.')],
    stop: 'end_turn',
    usage: usage(3, 9),
  },
  'whole-answer-as-one-event': {
    blocks: [thinking('One.\n\nTwo.', reasoning('rs_1', 'gAAAAABo', 'One.', 'Two.')), text('All at once.')],
    stop: 'end_turn',
    usage: usage(3, 9),
  },
  'two-messages': {
    blocks: [text('Looking at it.\n\nDone: it works.')],
    stop: 'end_turn',
    usage: usage(20, 8),
  },
  'changing-item-ids': {
    blocks: [call('Edit', 'call_c', '{"a": [1, 2]}')],
    stop: 'tool_use',
    usage: usage(20, 8),
  },
  'type-in-name-only': { blocks: [text('Fini.')], stop: 'end_turn', usage: usage(5, 2) },
  'empty-answer': { blocks: [], stop: 'end_turn', usage: usage(5, 0) },
};
