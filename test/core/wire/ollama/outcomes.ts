/** What a stream amounts to: its blocks, and how it ended or what it broke off with. */
export type Outcome =
  | { blocks: Record<string, unknown>[]; stop: string; usage: Record<string, unknown>; error?: undefined }
  | { blocks: Record<string, unknown>[]; error: Record<string, unknown> };

const text = (said: string) => ({ type: 'text', text: said });
const thinking = (thought: string) => ({
  type: 'thinking',
  thinking: thought,
  signature: { vendor: 'openrouter', payload: null },
});
const call = (id: string, name: string, input: string) => ({ type: 'tool_use', id, name, input });
const usage = { input_tokens: 412, output_tokens: 57 };
const cutShort = (message: string) => ({
  name: 'UpstreamProtocolError',
  kind: 'upstream',
  status: 502,
  message,
});

/** By the name of the recorded stream. */
export const outcomes: Readonly<Record<string, Outcome>> = {
  text: { blocks: [text('Grüße aus der 🌍')], stop: 'end_turn', usage },
  thinking: {
    blocks: [thinking('The user greets — politely.'), text('Hello.')],
    stop: 'end_turn',
    usage,
  },
  'parallel-calls': {
    blocks: [
      thinking('Two cities.'),
      text('I will look.'),
      call('toolu_01', 'get_weather', '{"city":"Zürich","days":2}'),
      call('toolu_01_2', 'get_weather', '{"city":"Genève"}'),
      call('toolu_01_3', 'mcp__a_server__a_tool_with_a_long_name', '{}'),
    ],
    stop: 'tool_use',
    usage,
  },
  'call-ids': {
    blocks: [
      call('call_8h2xk1', 'Read', '{"file_path":"/a.txt"}'),
      call('call_p40zq7', 'Read', '{"file_path":"/b.txt"}'),
    ],
    stop: 'tool_use',
    usage,
  },
  length: {
    blocks: [text('Once upon')],
    stop: 'max_tokens',
    usage: { input_tokens: 412, output_tokens: 2 },
  },
  loaded: { blocks: [], stop: 'end_turn', usage: {} },
  'cached-prompt': { blocks: [text('Again.')], stop: 'end_turn', usage: { output_tokens: 3 } },
  'crlf-and-no-end-of-line': { blocks: [text('Hello')], stop: 'end_turn', usage },
  'error-first': {
    blocks: [],
    error: {
      name: 'UpstreamStreamError',
      kind: 'upstream',
      status: 500,
      message:
        'model requires more system memory (14.2 GiB) than is available (7.6 GiB): choose a smaller model',
    },
  },
  'error-in-stream': {
    blocks: [text('Half')],
    error: {
      name: 'UpstreamStreamError',
      kind: 'upstream',
      status: 500,
      message: 'an error was encountered while running the model: CUDA error: out of memory',
    },
  },
  'context-too-small': {
    blocks: [],
    error: {
      name: 'UpstreamStreamError',
      kind: 'invalid-request',
      status: 400,
      message: 'prompt is too long: the input length exceeds the context length',
    },
  },
  'cut-short': {
    blocks: [text('Half a')],
    error: cutShort('the upstream ended its answer before it was done'),
  },
  'broken-line': {
    blocks: [text('Half')],
    error: cutShort('the upstream sent a line that is not JSON, or was cut off inside it'),
  },
};
