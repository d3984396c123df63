import type { MessagesRequest } from '../anthropic/messages.ts';
import type { Writing } from './chat-request.ts';
import { recordOf } from '../open-fields.ts';
import { fitsStrict, withoutKeywords } from './schema.ts';

/** The form that the answer must have. */
export interface WrittenFormat {
  fields: Record<string, unknown>;
  /** Said at the end of the system prompt where the upstream cannot be bound to a schema. */
  instruction?: string;
}

/** Writes `output_config.format`, by which Claude Code asks for session titles and the like. */
export function writeFormat(
  { output_config: config }: MessagesRequest,
  { quirks, lose }: Writing,
): WrittenFormat {
  const format = config?.format;
  if (!format) return { fields: {} };
  if (format.type !== 'json_schema') {
    lose(`output format "${format.type}"`);
    return { fields: {} };
  }
  const schema = withoutKeywords(recordOf(format['schema']), quirks.refusedKeywords?.anywhere);
  if (quirks.jsonObjectOnly) {
    lose('the output schema binds by instruction only');
    const instruction = `Answer with one JSON object and nothing else. It must match this JSON Schema:\n${JSON.stringify(schema)}`;
    return { fields: { response_format: { type: 'json_object' } }, instruction };
  }
  const strict = fitsStrict(schema) && { strict: true };
  return {
    fields: { response_format: { type: 'json_schema', json_schema: { name: 'answer', schema, ...strict } } },
  };
}
