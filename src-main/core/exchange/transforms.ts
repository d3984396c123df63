import type { JSONValue } from 'json-p3';
import { RE2JS } from 're2js';
import type { Transform } from '../../contract/config.ts';
import type { Block, MessageParam, MessagesRequest } from '../wire/anthropic/messages.ts';
import { isBlock } from '../wire/open-fields.ts';
import { compileEdit } from './json-path-edit.ts';

/** A provider's transforms, ready for use; a body that they touch is written anew, and what they do not name stays. */
export interface Transforms {
  /** Whether texts change, which only a request in Anthropic's shapes can be searched for. */
  readonly changesTexts: boolean;
  /** The request with its texts changed; the one that was given stays as it was. */
  texts(request: MessagesRequest): MessagesRequest;
  /** The provider's own body with values dropped and set. */
  body(body: Record<string, unknown>): Record<string, unknown>;
}

/** Compiles what a checked config says; undefined where it says nothing. */
export function compileTransforms(transforms: readonly Transform[]): Transforms | undefined {
  if (transforms.length === 0) return undefined;
  const replacements = transforms.filter((each) => each.kind === 'regex').map(compileReplacement);
  const edits = transforms.filter((each) => each.kind !== 'regex').map(compileEdit);
  return {
    changesTexts: replacements.length > 0,
    texts: (request) => replacements.reduce((changed, replace) => replaceTexts(changed, replace), request),
    body(body) {
      if (edits.length === 0) return body;
      const changed: Record<string, JSONValue> = JSON.parse(JSON.stringify(body));
      for (const edit of edits) edit(changed);
      return changed;
    },
  };
}

type Place = 'system' | 'user' | 'assistant' | 'tool';
type Replace = (text: string, place: Place) => string;

const expressionFlags: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
};

function compileReplacement({ in: where, pattern, flags, replace }: Transform & { kind: 'regex' }): Replace {
  const bits = flags.split('').reduce((sum, flag) => sum | (expressionFlags[flag] ?? 0), 0);
  const expression = RE2JS.compile(pattern, bits);
  const isGlobal = flags.includes('g');
  return (text, place) => {
    if (where !== 'all' && where !== place) return text;
    const matcher = expression.matcher(text);
    return isGlobal ? matcher.replaceAll(replace) : matcher.replaceFirst(replace);
  };
}

function replaceTexts(request: MessagesRequest, replace: Replace): MessagesRequest {
  const { system, messages } = request;
  return {
    ...request,
    ...(system === undefined ? {} : { system: replaceContent(system, 'system', replace) }),
    messages: messages.map((message) => replaceMessage(message, replace)),
  };
}

function replaceMessage(message: MessageParam, replace: Replace): MessageParam {
  return { ...message, content: replaceContent(message.content, message.role, replace) };
}

/** Thinking stays as it is: its signature would no longer hold. */
function replaceContent(content: string | Block[], place: Place, replace: Replace): string | Block[] {
  if (typeof content === 'string') return replace(content, place);
  return content.map((block) => {
    if (block.type === 'text' && typeof block['text'] === 'string')
      return { ...block, text: replace(block['text'], place) };
    if (block.type !== 'tool_result') return block;
    const result: unknown = block['content'];
    if (typeof result === 'string') return { ...block, content: replace(result, 'tool') };
    return Array.isArray(result)
      ? { ...block, content: replaceContent(result.filter(isBlock), 'tool', replace) }
      : block;
  });
}
