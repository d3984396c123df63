import type { MessagesRequest } from '../anthropic/messages.ts';
import { recordOf } from '../open-fields.ts';
import type { WireTarget, WrittenRequest } from '../wire.ts';
import type { Writing } from './gemini-request.ts';
import { modelsOf, type GeminiQuirks } from './quirks.ts';
import { writeContents, writeSystem } from './write-contents.ts';
import { writeGeneration } from './write-generation.ts';
import { writeTools } from './write-tools.ts';

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

/** Fields whose parts are lost one by one. */
const partlyTranslated = ['output_config', 'metadata'];

/**
 * Writes the generateContent request for an Anthropic one, which it leaves as it was; what cannot be carried is among
 * the losses. Safety settings stay as the user's project has them.
 */
export function writeGeminiRequest(
  request: MessagesRequest,
  { vendor, model, quirks }: WireTarget<GeminiQuirks>,
): WrittenRequest {
  const losses = new Set<string>();
  const can = modelsOf(quirks, model);
  const writing: Writing = { vendor, model, quirks, can, lose: (loss) => losses.add(loss) };
  const tools = writeTools(request, writing);
  const body = {
    ...writeSystem(request, writing),
    contents: writeContents(request, writing),
    ...tools.fields,
    ...writeGeneration(request, tools.hasFunctions, writing),
  };
  loseRest(request, writing);
  return {
    path: pathOf(model, request.stream === true, quirks),
    body,
    toolNames: tools.toolNames,
    prelude: [],
    losses: [...losses],
  };
}

function pathOf(model: string, isStream: boolean, { modelsPath = '/models' }: GeminiQuirks): string {
  const method = isStream ? 'streamGenerateContent?alt=sse' : 'generateContent';
  return `${modelsPath}/${encodeURIComponent(model)}:${method}`;
}

function loseRest(request: MessagesRequest, { lose }: Writing): void {
  const { effort: _effort, format: _format, ...options } = recordOf(request.output_config);
  const parts = { output_config: options, metadata: recordOf(request.metadata) };
  for (const [field, rest] of Object.entries(parts))
    for (const part of Object.keys(rest)) lose(`${field}.${part}`);
  for (const field of Object.keys(request)) {
    if (!translated.has(field) && !partlyTranslated.includes(field))
      lose(`${field}: Gemini has no such field`);
  }
}
