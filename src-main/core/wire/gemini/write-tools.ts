import { deferredToolPlaceholder, type MessagesRequest, type Tool } from '../anthropic/messages.ts';
import { stringOf } from '../open-fields.ts';
import { clientTools } from '../openai-chat/client-tools.ts';
import type { FunctionDeclaration, Writing } from './gemini-request.ts';
import { geminiToolName } from './tool-names.ts';
import { writeParameters } from './write-schema.ts';

/** What becomes of a request's tools. */
export interface WrittenTools {
  /** `tools` and `toolConfig`, as far as each applies. */
  fields: Record<string, unknown>;
  /** Upstream names → the client's, for those that differ. */
  toolNames: ReadonlyMap<string, string>;
  hasFunctions: boolean;
}

/** Writes the request's tools; a web search becomes Google's where there are no functions beside it. */
export function writeTools(request: MessagesRequest, writing: Writing): WrittenTools {
  const asked = (request.tools ?? []).filter(({ name }) => name !== deferredToolPlaceholder);
  const searches = asked.filter(({ type }) => stringOf(type).startsWith('web_search'));
  const others = asked.filter((tool) => !searches.includes(tool));
  const functionDeclarations = others.flatMap((tool) => writeTool(tool, writing) ?? []);
  const hasFunctions = functionDeclarations.length > 0;
  if (searches.some((tool) => tool['allowed_domains'] ?? tool['blocked_domains'])) {
    writing.lose('domains of web search');
  }
  if (hasFunctions && searches.length > 0) writing.lose('web search: not beside other tools');
  const renamed = others
    .map(({ name }) => [geminiToolName(stringOf(name)), stringOf(name)] as const)
    .filter(([upstream, name]) => upstream !== name);
  return {
    fields: {
      ...(hasFunctions && { tools: [{ functionDeclarations }] }),
      ...(hasFunctions && writeChoice(request.tool_choice, functionDeclarations, writing)),
      ...(!hasFunctions && searches.length > 0 && { tools: [{ googleSearch: {} }] }),
    },
    toolNames: new Map(renamed),
    hasFunctions,
  };
}

function writeTool(tool: Tool, writing: Writing): FunctionDeclaration | undefined {
  const type = stringOf(tool.type) || 'custom';
  const known = clientTools.find(({ prefix }) => type.startsWith(prefix));
  if (tool['cache_control']) writing.lose('cache_control of tools');
  if (tool['input_examples']) writing.lose('input_examples of tools');
  if (tool['strict']) writing.lose('strict of tools');
  if (!known && type !== 'custom' && !tool.input_schema) {
    writing.lose(`the tool "${type}" works with Anthropic only`);
    return undefined;
  }
  const description = known?.description ?? stringOf(tool.description);
  const schema = known ? { properties: known.properties, required: known.required } : tool.input_schema;
  return {
    name: geminiToolName(stringOf(tool.name)),
    ...(description && { description }),
    ...writeParameters(schema, writing),
  };
}

const modes: ReadonlyMap<string, string> = new Map([
  ['auto', 'AUTO'],
  ['any', 'ANY'],
  ['none', 'NONE'],
]);

function writeChoice(
  choice: MessagesRequest['tool_choice'],
  functions: readonly FunctionDeclaration[],
  { lose }: Writing,
): Record<string, unknown> {
  if (!choice) return {};
  if (choice.disable_parallel_tool_use === true) lose('disable_parallel_tool_use');
  const mode = modes.get(choice.type);
  if (mode) return { toolConfig: { functionCallingConfig: { mode } } };
  const name = geminiToolName(stringOf(choice.name));
  if (functions.some((declared) => declared.name === name)) {
    return { toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: [name] } } };
  }
  lose(`tool_choice "${choice.name ?? choice.type}": no such tool could be sent`);
  return {};
}
