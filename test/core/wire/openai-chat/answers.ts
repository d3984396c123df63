import { expect } from 'vitest';
import type { Usage } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { toldCost } from '../../../../src-main/core/wire/told-cost.ts';

/** What a recorded stream amounts to: the blocks that were sent, and how it ended. */
export interface Outcome {
  blocks: Record<string, unknown>[];
  stop?: string;
  usage?: Usage;
  error?: { name: string; kind: string; status: number; message: unknown };
}

const text = (words: string) => ({ type: 'text', text: words });
const thinking = (words: string, payload: unknown = null) => ({
  type: 'thinking',
  thinking: words,
  signature: { vendor: 'openrouter', payload },
});
const call = (name: string, id: string, input: string) => ({ type: 'tool_use', id, name, input });
const cut = { name: 'UpstreamProtocolError', kind: 'upstream', status: 502 };

/** Every stream of `test/fixtures/openai-chat`. */
export const outcomes: Readonly<Record<string, Outcome>> = {
  'openai-text': {
    blocks: [text('Hello, wörld — 你好 👩‍👩‍👧‍👦!')],
    stop: 'end_turn',
    usage: {
      input_tokens: 86,
      cache_read_input_tokens: 1920,
      output_tokens: 300,
      output_tokens_details: { thinking_tokens: 256 },
    },
  },
  'openai-parallel-calls': {
    blocks: [
      call('Read', 'call_Xy1', '{"file_path":"/tmp/\\"ä\\".txt"}'),
      call('Glob', 'call_Xy2', '{"pattern":"**/*.ts"}'),
      call('ListTodos', 'call_Xy3', '{}'),
    ],
    stop: 'tool_use',
    usage: { input_tokens: 100, output_tokens: 40 },
  },
  'openai-interleaved-calls': {
    blocks: [
      text('Two at once.'),
      call('Bash', 'call_a', '{"command":"ls {}"}'),
      call('Read', 'call_b', '{"file_path":"/a/b"}'),
    ],
    stop: 'tool_use',
    usage: {},
  },
  'openai-refusal': { blocks: [text('I cannot help with that.')], stop: 'refusal', usage: {} },
  'openai-legacy-function': {
    blocks: [call('get_weather', 'toolu_01', '{"city":"Köln"}')],
    stop: 'tool_use',
    usage: {},
  },
  'openai-several-choices': { blocks: [text('first choice')], stop: 'end_turn', usage: {} },
  'openai-length': {
    blocks: [text('And so it')],
    stop: 'max_tokens',
    usage: { input_tokens: 9, output_tokens: 4 },
  },
  'openai-truncated': {
    blocks: [text('The answer is forty')],
    error: { ...cut, message: expect.stringMatching(/not JSON/) },
  },
  'openai-no-finish': {
    blocks: [text('The answer is forty')],
    error: { ...cut, message: expect.stringMatching(/finish_reason/) },
  },
  'openai-empty-answer': { blocks: [], stop: 'end_turn', usage: {} },
  'azure-empty-choices': { blocks: [text('Half of a sentence')], stop: 'refusal', usage: {} },
  'deepseek-reasoner': {
    blocks: [thinking('First, 9.11 < 9.9 ✓'), text('9.9 is bigger.')],
    stop: 'end_turn',
    usage: {
      input_tokens: 92,
      cache_read_input_tokens: 1408,
      output_tokens: 620,
      output_tokens_details: { thinking_tokens: 512 },
    },
  },
  'deepseek-tool-calls': {
    blocks: [thinking('I need the file.'), call('Read', 'call_00_lXr', '{"file_path": "/a"}')],
    stop: 'tool_use',
    usage: { input_tokens: 6, cache_read_input_tokens: 4, output_tokens: 5 },
  },
  'openrouter-claude': {
    blocks: [
      thinking('Let me think.', [
        {
          type: 'reasoning.text',
          text: 'Let me think.',
          signature: 'EqoBCkg=',
          format: 'anthropic-claude-v1',
          index: 0,
        },
      ]),
      text('Done.'),
    ],
    stop: 'end_turn',
    usage: {
      input_tokens: 500,
      cache_read_input_tokens: 3000,
      cache_creation_input_tokens: 1500,
      output_tokens: 80,
      output_tokens_details: { thinking_tokens: 30 },
      [toldCost]: 0.0123,
    },
  },
  'openrouter-encrypted-after-text': {
    blocks: [
      text('Reading it.'),
      thinking('', [
        {
          type: 'reasoning.encrypted',
          data: 'CiQB0e2K',
          id: 'tool_Read_1',
          format: 'google-gemini-v1',
          index: 0,
        },
      ]),
      call('Read', 'tool_Read_1', '{"file_path":"/a"}'),
    ],
    stop: 'tool_use',
    usage: {},
  },
  'openrouter-summary-and-late-encrypted': {
    blocks: [
      thinking('**Planning**', [
        { type: 'reasoning.summary', summary: '**Planning**', format: 'openai-responses-v1', index: 0 },
      ]),
      call('Bash', 'call_q', '{"command":"ls"}'),
      thinking('', [
        { type: 'reasoning.encrypted', data: 'gAAAAAB', id: 'rs_1', format: 'openai-responses-v1', index: 0 },
      ]),
    ],
    stop: 'tool_use',
    usage: {},
  },
  'openrouter-error-in-stream': {
    blocks: [text('Let me look')],
    error: {
      name: 'UpstreamStreamError',
      kind: 'upstream',
      status: 502,
      message: 'Provider disconnected unexpectedly',
    },
  },
  'openrouter-web-search': {
    blocks: [
      text('Node 24 is LTS [nodejs.org](https://nodejs.org/en).'),
      { type: 'server_tool_use', id: 'srvtoolu_01', name: 'web_search', input: '{}' },
      {
        type: 'web_search_tool_result',
        tool_use_id: 'srvtoolu_01',
        content: [
          {
            type: 'web_search_result',
            title: 'Node.js — Run JavaScript Everywhere',
            url: 'https://nodejs.org/en',
            encrypted_content: '',
            page_age: null,
          },
          {
            type: 'web_search_result',
            title: 'https://endoflife.date/nodejs',
            url: 'https://endoflife.date/nodejs',
            encrypted_content: '',
            page_age: null,
          },
        ],
      },
    ],
    stop: 'end_turn',
    usage: {},
  },
  'groq-x-usage': {
    blocks: [thinking('Quick one.'), text('42')],
    stop: 'end_turn',
    usage: { input_tokens: 80, output_tokens: 12 },
  },
  'ollama-whole-call': {
    blocks: [
      thinking('Need ls.'),
      call('Bash', 'call_8kq2', '{"command":"ls -la","description":"Zeige 📁"}'),
    ],
    stop: 'tool_use',
    usage: { input_tokens: 4096, output_tokens: 33 },
  },
  'object-arguments': {
    blocks: [
      call('Read', 'toolu_01', '{"file_path":"/a","limit":10}'),
      call('Read', 'toolu_01_2', '{"file_path":"/b"}'),
      call('Now', 'toolu_01_3', '{}'),
    ],
    stop: 'tool_use',
    usage: {},
  },
  'mistral-thinking-parts': {
    blocks: [thinking('Hmm, oui.'), text('Voilà !'), call('Bash', 'D681PevKs', '{"command": "pwd"}')],
    stop: 'tool_use',
    usage: { input_tokens: 20, output_tokens: 30 },
  },
  'vllm-changing-ids': {
    blocks: [call('Edit', 'chatcmpl-tool-1a', '{"a": [1, 2]}')],
    stop: 'tool_use',
    usage: {},
  },
  'vllm-error-line': {
    blocks: [text('Working on')],
    error: {
      name: 'UpstreamStreamError',
      kind: 'upstream',
      status: 500,
      message: expect.stringMatching(/^EngineCore encountered/),
    },
  },
  'bare-error-line': {
    blocks: [text('Working on')],
    error: {
      name: 'UpstreamStreamError',
      kind: 'overloaded',
      status: 529,
      message: 'upstream request timeout',
    },
  },
  'error-first': {
    blocks: [],
    error: {
      name: 'UpstreamStreamError',
      kind: 'invalid-request',
      status: 400,
      message: 'prompt is too long: 76000 tokens > 65536 maximum',
    },
  },
  'error-event': {
    blocks: [text('Wait')],
    error: { name: 'UpstreamStreamError', kind: 'rate-limit', status: 429, message: 'Rate limit reached' },
  },
  'gemini-same-index': {
    blocks: [
      text('Ich schaue nach…'),
      call('Read', 'function-call-14', '{"path":"/ä"}'),
      call('Read', 'function-call-15', '{"path":"/ö"}'),
      call('Now', 'toolu_01', '{}'),
    ],
    stop: 'tool_use',
    usage: { input_tokens: 70, output_tokens: 9 },
  },
  'calls-without-index-or-id': {
    blocks: [
      call('Read', 'toolu_01', '{"file_path":"/a"}'),
      call('Read', 'toolu_01_2', '{"file_path":"/b"}'),
      text('Both asked for.'),
    ],
    stop: 'tool_use',
    usage: {},
  },
  'repeated-ids': {
    blocks: [
      call('Read', 'call_x', '{"a":1}'),
      call('Read', 'call_x_2', '{"a":2}'),
      call('Read', 'toolu_010', '{"a":3}'),
      call('Read', 'toolu_01', '{"a":4}'),
    ],
    stop: 'tool_use',
    usage: {},
  },
  'kimi-ids-and-late-name': {
    blocks: [call('mcp__a_server__a_tool_with_a_long_name', 'functions_Bash_0', '{"command":"ls"}')],
    stop: 'tool_use',
    usage: { input_tokens: 244, cache_read_input_tokens: 256, output_tokens: 20 },
  },
  'text-between-call-pieces': {
    blocks: [call('Bash', 'call_t', '{"command":"ls"}'), text('\nThen this.')],
    stop: 'tool_use',
    usage: {},
  },
  'broken-arguments': {
    blocks: [call('Edit', 'call_bad', '{"old": "a, new')],
    stop: 'tool_use',
    usage: {},
  },
  crlf: { blocks: [text('Zeile\r\neins 🚂 ünd zwei\n')], stop: 'end_turn', usage: {} },
  'cr-only': { blocks: [text('naïve 🙂 café')], stop: 'end_turn', usage: {} },
  'no-done-no-blank-line': { blocks: [text('Fini.')], stop: 'end_turn', usage: {} },
  'whole-answer-as-one-event': {
    blocks: [thinking('Short.'), text('All at once.')],
    stop: 'max_tokens',
    usage: { input_tokens: 3, output_tokens: 9 },
  },
  'broken-off-by-deepseek': {
    blocks: [text('Ok')],
    error: {
      name: 'UpstreamStreamError',
      kind: 'upstream',
      status: 502,
      message: expect.stringMatching(/insufficient_system_resource/),
    },
  },
};
