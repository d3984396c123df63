import { isRecord, recordOf, stringOf } from '../open-fields.ts';

/** The kinds of tools that a client runs itself; each has an item type of its own. */
export type CallKind = 'function' | 'custom' | 'local_shell' | 'tool_search';

/** How one kind of call is written in the Responses protocol, and what it is as an Anthropic tool. */
export interface CallForm {
  itemType: `${string}_call`;
  idPrefix: string;
  /** Said about the tool where the client says nothing. */
  description?: string;
  /** The JSON Schema of the Anthropic tool's input. */
  schema: (tool: Readonly<Record<string, unknown>>) => Record<string, unknown>;
  /** The tool's input that an item of an earlier turn stands for. */
  readInput: (item: Readonly<Record<string, unknown>>) => Record<string, unknown>;
  /** The item's own fields, from the JSON of the tool's input as the model wrote it. */
  writeFields: (input: string) => Record<string, unknown>;
  /** Absent where the item comes whole. */
  growing?: Growing;
}

/** How an input is told while it grows: in pieces as the model writes its JSON, or at once when all of it is known. */
export interface Growing {
  event: `response.${string}`;
  field: string;
  inPieces: boolean;
}

const noProperties = { type: 'object', properties: {} };
const optional = (value: unknown, name: string) =>
  value === undefined || value === null ? {} : { [name]: value };

/**
 * Every kind of call. Sources: the types of openai 7.55; `tool_search` with `execution: "client"` and custom tools
 * seen with Codex 0.169.
 */
export const callForms: Readonly<Record<CallKind, CallForm>> = {
  function: {
    itemType: 'function_call',
    idPrefix: 'fc',
    schema: ({ parameters }) => (isRecord(parameters) ? parameters : noProperties),
    readInput: ({ arguments: text }) => parsedOr(stringOf(text), 'arguments'),
    writeFields: (input) => ({ arguments: input || '{}' }),
    growing: { event: 'response.function_call_arguments', field: 'arguments', inPieces: true },
  },
  custom: {
    itemType: 'custom_tool_call',
    idPrefix: 'ctc',
    schema: (tool) => ({
      type: 'object',
      properties: { input: { type: 'string', description: describeText(recordOf(tool['format'])) } },
      required: ['input'],
      additionalProperties: false,
    }),
    readInput: ({ input }) => ({ input: stringOf(input) }),
    writeFields: (input) => ({ input: plainText(input) }),
    growing: { event: 'response.custom_tool_call_input', field: 'input', inPieces: false },
  },
  local_shell: {
    itemType: 'local_shell_call',
    idPrefix: 'lsh',
    description: 'Runs a command on the local machine.',
    schema: () => ({
      type: 'object',
      properties: {
        command: { type: 'array', items: { type: 'string' }, description: 'The program and its arguments.' },
        working_directory: { type: 'string' },
        timeout_ms: { type: 'integer' },
      },
      required: ['command'],
    }),
    readInput: ({ action }) => {
      const { command, working_directory, timeout_ms } = recordOf(action);
      return {
        command,
        ...optional(working_directory, 'working_directory'),
        ...optional(timeout_ms, 'timeout_ms'),
      };
    },
    writeFields: (input) => {
      const { command, working_directory = null, timeout_ms = null } = parsedOr(input, 'command');
      const words = typeof command === 'string' ? ['bash', '-lc', command] : (command ?? []);
      return { action: { type: 'exec', command: words, env: {}, working_directory, timeout_ms } };
    },
  },
  tool_search: {
    itemType: 'tool_search_call',
    idPrefix: 'tsc',
    schema: ({ parameters }) => (isRecord(parameters) ? parameters : noProperties),
    readInput: ({ arguments: input }) => recordOf(input),
    writeFields: (input) => ({ execution: 'client', arguments: parsedOr(input, 'query') }),
  },
};

/** The kind of call that an item of an earlier turn is. */
export function kindOfItem(type: string): CallKind | undefined {
  return callKinds.find((kind) => callForms[kind].itemType === type);
}

/** The kind of call that a declared tool asks for. */
export function kindOfTool(type: string): CallKind | undefined {
  return callKinds.find((kind) => kind === type);
}

const callKinds: readonly CallKind[] = ['function', 'custom', 'local_shell', 'tool_search'];

/** A grammar cannot bind other vendors' models, so it is told to them. */
function describeText({ type, syntax, definition }: Record<string, unknown>): string {
  const whole = 'All of the input, as plain text.';
  if (type !== 'grammar') return whole;
  return `${whole} It must match this ${stringOf(syntax)} grammar:\n${stringOf(definition)}`;
}

/** Models that put the text where its JSON belongs mean the text. */
function plainText(input: string): string {
  const { input: text } = parsedOr(input, 'input');
  return typeof text === 'string' ? text : input;
}

/** The object that the text is JSON of; one that holds the text itself for anything else. */
function parsedOr(text: string, field: string): Record<string, unknown> {
  if (text.trim() === '') return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? parsed : { [field]: text };
  } catch {
    // A model wrote it, and models err: what it wrote stays visible to it.
    return { [field]: text };
  }
}
