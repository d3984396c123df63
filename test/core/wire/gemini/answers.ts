import { expect } from 'vitest';
import type { Usage } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { context } from '../streams.ts';
import type { AnswerContext } from '../../../../src-main/core/wire/wire.ts';

/** What a recorded stream amounts to: the blocks that were sent, and how it ended. */
export interface Outcome {
  blocks: Record<string, unknown>[];
  stop?: string;
  usage?: Usage;
  error?: { name: string; kind: string; status: number; message: unknown };
}

/** A context for answers of a Gemini model. */
export const geminiContext: AnswerContext = { ...context, vendor: 'gemini', upstreamModel: 'gemini-3-pro' };

const text = (words: string) => ({ type: 'text', text: words });
const thinking = (words: string, place: object | null = null) => ({
  type: 'thinking',
  thinking: words,
  signature: { vendor: 'gemini', payload: place && { model: 'gemini-3-pro', ...place } },
});
const call = (name: string, id: string, input: string) => ({ type: 'tool_use', id, name, input });
const cut = { name: 'UpstreamProtocolError', kind: 'upstream', status: 502 };

/** Every stream of `test/fixtures/gemini`. */
export const outcomes: Readonly<Record<string, Outcome>> = {
  text: {
    blocks: [text('Hello, wörld — 你好 👩‍👩‍👧‍👦!')],
    stop: 'end_turn',
    usage: {
      input_tokens: 86,
      cache_read_input_tokens: 1920,
      output_tokens: 300,
      output_tokens_details: { thinking_tokens: 256 },
    },
  },
  'thoughts-and-text': {
    blocks: [thinking('**Comparing**\n\nFirst, 9.11 < 9.9 ✓'), text('9.9 is bigger.')],
    stop: 'end_turn',
    usage: { input_tokens: 12, output_tokens: 36, output_tokens_details: { thinking_tokens: 31 } },
  },
  'signed-call': {
    blocks: [
      thinking('I need the file.', { signature: 'U0lHLWNhbGw=', on: 'call', call: 'call_8kq2' }),
      call('Read', 'call_8kq2', '{"file_path":"/tmp/\\"ä\\".txt","limit":10}'),
    ],
    stop: 'tool_use',
    usage: { input_tokens: 90, output_tokens: 23, output_tokens_details: { thinking_tokens: 11 } },
  },
  'parallel-calls': {
    blocks: [
      text('Both at once.'),
      thinking('', { signature: 'U0lHLWZpcnN0', on: 'call', call: 'toolu_01' }),
      call('Read', 'toolu_01', '{"path":"/ä"}'),
      call('Read', 'toolu_01_2', '{"path":"/ö"}'),
      call('Now', 'toolu_01_3', '{}'),
    ],
    stop: 'tool_use',
    usage: { input_tokens: 70, output_tokens: 34, output_tokens_details: { thinking_tokens: 9 } },
  },
  'calls-in-steps-of-their-own': {
    blocks: [
      thinking('', { signature: 'QUE=', on: 'call', call: 'x1' }),
      call('Read', 'x1', '{"a":1}'),
      thinking('', { signature: 'QkI=', on: 'call', call: 'x1_2' }),
      call('Glob', 'x1_2', '{"b":"{}"}'),
    ],
    stop: 'tool_use',
    usage: {},
  },
  'signature-at-the-end-of-a-text': {
    blocks: [
      text('Let me look.'),
      thinking('', { signature: 'U0lHLWVuZA==', on: 'text-before' }),
      thinking('', { signature: 'U0lHLWNhbGw=', on: 'call', call: 'c1' }),
      call('Bash', 'c1', '{"command":"ls"}'),
    ],
    stop: 'tool_use',
    usage: {},
  },
  'signature-in-an-empty-text': {
    blocks: [
      text('Let me look.'),
      thinking('', { signature: 'U0lHLWVtcHR5', on: 'text-before' }),
      call('Bash', 'c1', '{"command":"ls"}'),
    ],
    stop: 'tool_use',
    usage: {},
  },
  'signature-on-a-whole-text': {
    blocks: [thinking('', { signature: 'U0lHLXdob2xl', on: 'text-behind' }), text('Short.')],
    stop: 'end_turn',
    usage: { input_tokens: 5, output_tokens: 2 },
  },
  'signed-thought': {
    blocks: [thinking('Hm.', { signature: 'U0lHLXRob3VnaHQ=', on: 'thought' }), text('Yes.')],
    stop: 'end_turn',
    usage: { input_tokens: 5, output_tokens: 5, output_tokens_details: { thinking_tokens: 3 } },
  },
  'unsigned-call': {
    blocks: [
      thinking('Quick one.'),
      call('mcp__a_server__a_tool_with_a_long_name', 'toolu_01', '{"q":"🚂"}'),
    ],
    stop: 'tool_use',
    usage: { input_tokens: 30, output_tokens: 10, output_tokens_details: { thinking_tokens: 4 } },
  },
  length: {
    blocks: [text('And so it')],
    stop: 'max_tokens',
    usage: { input_tokens: 9, output_tokens: 4 },
  },
  safety: {
    blocks: [text('Half of a sentence')],
    stop: 'refusal',
    usage: { input_tokens: 9, output_tokens: 4 },
  },
  'prompt-blocked': {
    blocks: [text('[The provider refused the prompt: PROHIBITED_CONTENT]')],
    stop: 'refusal',
    usage: { input_tokens: 9 },
  },
  'malformed-call': {
    blocks: [text('Working on')],
    error: {
      name: 'UpstreamStreamError',
      kind: 'upstream',
      status: 502,
      message: expect.stringMatching(/MALFORMED_FUNCTION_CALL: Malformed function call/),
    },
  },
  'web-search': {
    blocks: [
      text('Node 24 is LTS. Since 2025.'),
      { type: 'server_tool_use', id: 'srvtoolu_01', name: 'web_search', input: '{}' },
      {
        type: 'web_search_tool_result',
        tool_use_id: 'srvtoolu_01',
        content: [
          {
            type: 'web_search_result',
            title: 'nodejs.org',
            url: 'https://vertexaisearch.cloud.google.com/redirect/1',
            encrypted_content: '',
            page_age: null,
          },
          {
            type: 'web_search_result',
            title: 'https://vertexaisearch.cloud.google.com/redirect/2',
            url: 'https://vertexaisearch.cloud.google.com/redirect/2',
            encrypted_content: '',
            page_age: null,
          },
        ],
      },
    ],
    stop: 'end_turn',
    usage: { input_tokens: 340, output_tokens: 20 },
  },
  'code-and-image': {
    blocks: [
      text(
        'Computing:\n```python\nprint(6*7)\n```\n\n```\n42\n```\n[The model made a file of type image/png, which Signalbox cannot pass on.]',
      ),
    ],
    stop: 'end_turn',
    usage: {},
  },
  'reason-on-every-chunk': {
    blocks: [text('One, two.')],
    stop: 'end_turn',
    usage: { input_tokens: 7, output_tokens: 4 },
  },
  'empty-answer': { blocks: [], stop: 'end_turn', usage: { input_tokens: 7 } },
  'no-finish': {
    blocks: [text('The answer is forty')],
    error: { ...cut, message: expect.stringMatching(/without a finishReason/) },
  },
  truncated: {
    blocks: [text('The answer is forty')],
    error: { ...cut, message: expect.stringMatching(/not JSON/) },
  },
  'error-in-stream': {
    blocks: [text('Let me')],
    error: {
      name: 'UpstreamStreamError',
      kind: 'overloaded',
      status: 503,
      message: 'The model is overloaded. Please try again later.',
    },
  },
  'error-first': {
    blocks: [],
    error: {
      name: 'UpstreamStreamError',
      kind: 'rate-limit',
      status: 429,
      message: 'You exceeded your current quota.',
    },
  },
  'bare-error-line': {
    blocks: [text('Working on')],
    error: {
      name: 'UpstreamStreamError',
      kind: 'upstream',
      status: 500,
      message: 'An internal error has occurred.',
    },
  },
  'no-blank-line': { blocks: [text('Fini.')], stop: 'end_turn', usage: {} },
  'several-candidates': { blocks: [text('first')], stop: 'end_turn', usage: {} },
};
