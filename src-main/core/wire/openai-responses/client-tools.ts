import type { MessagesRequest, Tool } from '../anthropic/messages.ts';
import { isRecord, recordOf, stringOf } from '../open-fields.ts';
import { callForms, kindOfTool, type CallKind } from './client-calls.ts';
import { recordsOf, type Lose } from './client-reading.ts';

/** A tool as the client knows it, so that the answer can call it by its own name. */
export interface ClientTool {
  kind: CallKind;
  name: string;
  namespace?: string;
}

/** The tools of a request. */
export interface ClientTools {
  tools: readonly Tool[];
  /** By the name that the tool has in the Anthropic request. */
  known: ReadonlyMap<string, ClientTool>;
}

interface Declared {
  tool: Record<string, unknown>;
  namespace: string;
}

/** The namespace that Codex puts its own tools in for newer models, and that its prompts leave out (seen with 0.169). */
const rootNamespace = 'functions';

/**
 * Reads declared tools, those in namespaces too; of a name that comes again the first counts, since Codex finds the
 * same tools by several searches.
 */
export function readTools(values: readonly unknown[], lose: Lose): ClientTools {
  const tools = new Map<string, Tool>();
  const known = new Map<string, ClientTool>();
  for (const { tool, namespace } of declaredIn(values, '', lose)) {
    const type = stringOf(tool['type']);
    const kind = kindOfTool(type);
    if (type.startsWith('web_search')) tools.set('web_search', readSearch(tool, lose));
    else if (kind === undefined || (kind === 'tool_search' && tool['execution'] !== 'client')) {
      lose(`the tool "${type}": only OpenAI's own models have it`);
    } else {
      const name = stringOf(tool['name']) || kind;
      const anthropicName = toolName(name, namespace);
      if (tools.has(anthropicName)) continue;
      tools.set(anthropicName, readTool(anthropicName, kind, tool, lose));
      known.set(anthropicName, { kind, name, ...(namespace !== '' && { namespace }) });
    }
  }
  return { tools: [...tools.values()], known };
}

/** The name of a tool in the Anthropic request, which knows no namespaces. */
export function toolName(name: string, namespace: string): string {
  const prefix = namespace === '' || namespace === rootNamespace ? '' : `${namespace.replace(/_+$/, '')}__`;
  return (prefix + name).replace(/[^a-zA-Z0-9_-]/g, '_');
}

const choices: Readonly<Record<string, string>> = { auto: 'auto', required: 'any', none: 'none' };

/** Reads which tools may be called, how many at once, and which must be. */
export function readToolChoice(
  { tool_choice: asked, parallel_tool_calls: parallel }: Readonly<Record<string, unknown>>,
  { tools }: ClientTools,
  lose: Lose,
): Pick<MessagesRequest, 'tools' | 'tool_choice'> {
  if (tools.length === 0) return {};
  const { mode, tools: subset, type, name, namespace } = recordOf(asked);
  const allowed = new Set(recordsOf(subset).map((tool) => nameOf(tool)));
  const offered = type === 'allowed_tools' ? tools.filter((tool) => allowed.has(tool.name)) : [...tools];
  const word = choices[stringOf(type === 'allowed_tools' ? mode : (asked ?? 'auto'))];
  const wanted = nameOf({ type, name, namespace });
  const single = parallel === false && word !== 'none' ? { disable_parallel_tool_use: true } : {};
  if (word !== undefined) return { tools: offered, tool_choice: { type: word, ...single } };
  if (tools.some((tool) => tool.name === wanted)) {
    return { tools: offered, tool_choice: { type: 'tool', name: wanted, ...single } };
  }
  lose(`tool_choice "${stringOf(type)}": there is no such tool`);
  return { tools: offered, tool_choice: { type: 'auto', ...single } };
}

/** Tools that no name tells apart are named by their type. */
function nameOf({ type, name, namespace }: Record<string, unknown>): string {
  if (stringOf(type).startsWith('web_search')) return 'web_search';
  return toolName(stringOf(name) || stringOf(type), stringOf(namespace));
}

function declaredIn(values: readonly unknown[], namespace: string, lose: Lose): Declared[] {
  return values.filter(isRecord).flatMap((tool) => {
    if (tool['type'] !== 'namespace') return [{ tool, namespace }];
    const name = stringOf(tool['name']);
    if (tool['description']) lose(`the description of the tools' namespace "${name}"`);
    return declaredIn(recordsOf(tool['tools']), name, lose);
  });
}

function readTool(name: string, kind: CallKind, tool: Readonly<Record<string, unknown>>, lose: Lose): Tool {
  const form = callForms[kind];
  const description = stringOf(tool['description']) || form.description;
  if (recordOf(tool['format'])['type'] === 'grammar')
    lose(`the grammar of "${name}" binds by description only`);
  return {
    name,
    ...(description !== undefined && { description }),
    input_schema: form.schema(tool),
    ...(tool['strict'] === true && { strict: true }),
  };
}

function readSearch(tool: Readonly<Record<string, unknown>>, lose: Lose): Tool {
  const { type: _type, filters, user_location: place, external_web_access: live, ...rest } = tool;
  const { allowed_domains: allowed, blocked_domains: blocked } = recordOf(filters);
  const location = Object.entries(recordOf(place)).filter(([, value]) => value !== null);
  if (live === false) lose('web search without access to the web: it searches');
  for (const field of Object.keys(rest)) lose(`${field} of web search`);
  return {
    type: 'web_search_20250305',
    name: 'web_search',
    ...(Array.isArray(allowed) && allowed.length > 0 && { allowed_domains: allowed }),
    ...(Array.isArray(blocked) && blocked.length > 0 && { blocked_domains: blocked }),
    ...(location.length > 0 && { user_location: { type: 'approximate', ...Object.fromEntries(location) } }),
  };
}
