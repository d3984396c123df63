import type { MessagesRequest } from '../anthropic/messages.ts';
import type { Writing } from '../openai-chat/chat-request.ts';
import { recordOf } from '../open-fields.ts';
import type { ChatQuirks } from '../openai-chat/quirks.ts';
import { writeMessages } from '../openai-chat/write-messages.ts';
import { writeTools, type WrittenTools } from '../openai-chat/write-tools.ts';
import type { WireTarget, WrittenRequest } from '../wire.ts';
import type { OllamaQuirks } from './quirks.ts';
import { writeOllamaMessages } from './write-messages.ts';
import { writeOptions, writeThink } from './write-options.ts';

/** What Ollama's conversations share with those of the Chat API, of which they are an older spelling. */
const chatQuirks: ChatQuirks = {
  // Its templates gather system messages at the front, which spoils the prompt cache.
  laterSystem: 'user',
  replay: { field: 'reasoning' },
};

/** Fields of a request that are translated, each somewhere below; of any other the loss is said. */
const translated = new Set([
  'model',
  'messages',
  'system',
  'tools',
  'tool_choice',
  'thinking',
  'output_config',
  'max_tokens',
  'stream',
  'stop_sequences',
  'temperature',
  'top_p',
  'top_k',
]);

/** Writes the request of `POST /api/chat` for an Anthropic one, which it leaves as it was. */
export function writeOllamaRequest(
  request: MessagesRequest,
  { vendor, model, quirks }: WireTarget<OllamaQuirks>,
): WrittenRequest {
  const losses = new Set<string>();
  const lose = (loss: string) => void losses.add(loss);
  const writing: Writing = { vendor, quirks: chatQuirks, lose };
  const written = writeOfferedTools(request, writing);
  const { tools } = written.fields;
  const messages = writeOllamaMessages(writeMessages(request, undefined, writing), lose);
  const body = {
    model,
    messages,
    ...(tools !== undefined && { tools }),
    ...writeFormat(request, lose),
    ...writeThink(request, quirks, lose),
    stream: request.stream === true,
    // Else it drops what does not fit, the oldest first, and says nothing of it.
    truncate: false,
    shift: false,
    options: writeOptions(request, { messages, tools }, quirks),
  };
  loseRest(request, lose);
  const { toolNames, prelude } = written;
  return { path: '/api/chat', body, toolNames, prelude, losses: [...losses] };
}

/** Tools that must not be called are not offered; any other choice is the model's own. */
function writeOfferedTools(
  { tool_choice: choice, tools, ...request }: MessagesRequest,
  writing: Writing,
): WrittenTools {
  if (choice?.disable_parallel_tool_use) writing.lose('disable_parallel_tool_use');
  if (choice?.type === 'any' || choice?.type === 'tool') {
    writing.lose(`tool_choice "${choice.name ?? choice.type}": Ollama leaves it to the model`);
  }
  if (tools?.some((tool) => tool['strict'] === true)) writing.lose('strict of tools');
  const offered = choice?.type === 'none' ? [] : (tools ?? []).map(({ strict: _strict, ...tool }) => tool);
  return writeTools({ ...request, tools: offered }, writing);
}

/** The schema that Ollama binds the answer to. */
function writeFormat(
  { output_config: config }: MessagesRequest,
  lose: (loss: string) => void,
): { format?: object } {
  const format = config?.format;
  if (!format) return {};
  if (format.type === 'json_schema') return { format: recordOf(format['schema']) };
  lose(`output format "${format.type}"`);
  return {};
}

function loseRest(request: MessagesRequest, lose: (loss: string) => void): void {
  const rest = Object.keys(request).filter((field) => !translated.has(field));
  const { effort: _effort, format: _format, ...options } = recordOf(request.output_config);
  for (const field of rest) lose(`${field}: Ollama has no such field`);
  for (const field of Object.keys(options)) lose(`output_config.${field}`);
}
