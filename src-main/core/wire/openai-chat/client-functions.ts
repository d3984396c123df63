import type { MessagesRequest, Tool } from '../anthropic/messages.ts';
import { cacheMark } from './client-parts.ts';
import type { Lose } from './client-settings.ts';
import { misplaced, type ChatBody } from './client-shape.ts';
import { isRecord, recordOf, stringOf } from '../open-fields.ts';

/** How a client knows a tool, and so wants to be told of its calls. */
export type CallForm = 'function' | 'custom' | 'legacy';

/** A request's tools in Anthropic's shapes. */
export interface ReadTools {
  fields: Pick<MessagesRequest, 'tools' | 'tool_choice'>;
  /** Forms by the names of tools; a tool that is not here is a function. */
  forms: ReadonlyMap<string, CallForm>;
}

/** Reads the request's tools of any kind; throws RequestError for one without a name and for a choice of no known kind. */
export function readTools(body: ChatBody, lose: Lose): ReadTools {
  const forms = new Map<string, CallForm>();
  const legacy = (body.functions ?? []).map((called) => readFunction(called));
  for (const { name } of legacy) forms.set(name, 'legacy');
  const modern = (body.tools ?? []).flatMap((tool, index) => readTool(tool, `tools.${index}`, forms, lose));
  const allowed = allowedNames(body.tool_choice);
  const functions = [...modern, ...legacy].filter(({ name }) => allowed?.has(name) ?? true);
  const tools = [...functions, ...readSearch(body['web_search_options'], lose)];
  const choice = functions.length > 0 ? readChoice(body) : undefined;
  return {
    fields: { ...(tools.length > 0 && { tools }), ...(choice && { tool_choice: choice }) },
    forms,
  };
}

/** Tools in Anthropic's own form, and without the object around the function, are taken too. */
function readTool(
  tool: Readonly<Record<string, unknown>>,
  place: string,
  forms: Map<string, CallForm>,
  lose: Lose,
): Tool[] {
  const { type = 'function', function: called = tool, custom } = tool;
  const name = stringOf(recordOf(custom ?? called)['name']);
  if (isRecord(tool['input_schema']) && name !== '') return [{ ...tool, name }];
  if (type !== 'function' && type !== 'custom') {
    lose(`the tool "${stringOf(type)}" is known to its own provider only`);
    return [];
  }
  if (name === '') throw misplaced(`${place}.${type}.name`, 'a string');
  if (type === 'function') return [{ ...readFunction({ ...recordOf(called), name }), ...cacheMark(tool) }];
  forms.set(name, 'custom');
  return [readFreeform(name, recordOf(custom ?? tool), lose)];
}

function readFunction(called: { name: string; [field: string]: unknown }): Tool {
  const { name, description, parameters, strict } = called;
  return {
    name,
    ...(typeof description === 'string' && { description }),
    input_schema: isRecord(parameters) ? parameters : { type: 'object', properties: {} },
    ...(strict === true && { strict }),
  };
}

/** A tool whose input is any text: for Anthropic one string, which a grammar can only describe. */
function readFreeform(name: string, custom: Readonly<Record<string, unknown>>, lose: Lose): Tool {
  const grammar = recordOf(recordOf(custom['format'])['grammar']);
  const { definition, syntax } = grammar;
  if (definition) lose('grammars of freeform tools bind by description only');
  const rule = definition ? `It must match this ${stringOf(syntax)} grammar:\n${stringOf(definition)}` : '';
  return {
    name,
    ...(typeof custom['description'] === 'string' && { description: custom['description'] }),
    input_schema: {
      type: 'object',
      properties: {
        input: { type: 'string', description: ['The whole input as text.', rule].filter(Boolean).join(' ') },
      },
      required: ['input'],
    },
  };
}

function readSearch(options: unknown, lose: Lose): Tool[] {
  if (!isRecord(options)) return [];
  if (options['search_context_size']) lose('search_context_size of web search');
  const approximate = recordOf(options['user_location'])['approximate'];
  const location = isRecord(approximate) && { user_location: { ...approximate, type: 'approximate' } };
  return [{ type: 'web_search_20250305', name: 'web_search', ...location }];
}

const choices: Readonly<Record<string, string>> = { auto: 'auto', required: 'any', none: 'none' };

function allowedNames(choice: unknown): ReadonlySet<string> | undefined {
  const { tools } = recordOf(recordOf(choice)['allowed_tools']);
  if (!Array.isArray(tools)) return undefined;
  return new Set(tools.map((tool) => chosenName(recordOf(tool))));
}

function chosenName(choice: Readonly<Record<string, unknown>>): string {
  return stringOf(recordOf(choice['function'] ?? choice['custom'] ?? choice)['name']);
}

function readChoice(body: ChatBody): MessagesRequest['tool_choice'] {
  const given = body['tool_choice'] ?? body['function_call'];
  const isSingle = body.parallel_tool_calls === false || (body.functions ?? []).length > 0;
  const choice = given === undefined || given === null ? undefined : readGivenChoice(given);
  if (!isSingle || choice?.type === 'none') return choice;
  return { type: 'auto', ...choice, disable_parallel_tool_use: true };
}

function readGivenChoice(given: unknown): { type: string; name?: string } {
  const { mode } = recordOf(recordOf(given)['allowed_tools']);
  const type = choices[stringOf(mode ?? given)];
  if (type) return { type };
  const name = chosenName(recordOf(given));
  if (name === '')
    throw misplaced('tool_choice', 'auto, none, required, allowed_tools or the name of a tool');
  return { type: 'tool', name };
}
