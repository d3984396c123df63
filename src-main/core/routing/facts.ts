import type { IncomingHttpHeaders } from 'node:http';
import type { MessagesRequest } from '../wire/anthropic/messages.ts';
import { readConversation, type Conversation } from './conversation.ts';
import { backgroundMark, requestClass, searchTool, subagentMark } from './marks.ts';
import { findSubagentTag, type SubagentTag } from './subagent-tag.ts';

/** What a request is, as far as it decides where the request goes. A mark is a few words that say how it is known. */
export interface Facts {
  /** The model that the client asked for, without a trailing `[1m]`. */
  model: string;
  /** `main`, `subagent`, `auxiliary`, `compaction`, … */
  class: string;
  client: string | null;
  headers: IncomingHttpHeaders;
  toolNames: readonly string[];
  /** The user's last words. */
  prompt: string;
  /** Rough, until a count takes its place. */
  estimatedInputTokens: number;
  /** What its length leaves possible, in any model's tokens. */
  inputTokenRange: { least: number; most: number };
  webSearchMark: string | null;
  subagentTag: SubagentTag | null;
  subagentMark: string | null;
  hasImage: boolean;
  thinkMark: string | null;
  backgroundMark: string | null;
}

/** What is known of a request besides its body. */
export interface RequestContext {
  headers: IncomingHttpHeaders;
  /** Id of the client, or null where none is required to say. */
  client: string | null;
  bodyBytes: number;
}

/** Reads the facts of a request; pure, and in time that grows with the body's length only. */
export function readFacts(request: MessagesRequest, context: RequestContext): Facts {
  const { headers, client, bodyBytes } = context;
  const conversation = readConversation(request.messages);
  const { prompt, hasImage } = conversation;
  const showing = { request, headers, prompt };
  return {
    model: request.model.replace(/\[1m\]$/i, ''),
    class: requestClass(showing),
    client,
    headers,
    toolNames: toolNames(request),
    prompt,
    ...estimateInputTokens(bodyBytes, conversation),
    webSearchMark: searchTool(request),
    subagentTag: findSubagentTag(request),
    subagentMark: subagentMark(showing),
    hasImage,
    thinkMark: thinkMark(request, conversation),
    backgroundMark: backgroundMark(showing),
  };
}

/** Those that are texts: of a tool, nothing was checked when the body was read. */
function toolNames({ tools = [] }: MessagesRequest): string[] {
  const names: unknown[] = tools.map(({ name }) => name);
  return names.filter((name) => typeof name === 'string');
}

const strongEfforts: readonly unknown[] = ['high', 'xhigh', 'max'];

function thinkMark(
  { thinking, output_config }: MessagesRequest,
  { isPlanning }: Conversation,
): string | null {
  if (thinking?.type === 'disabled') return null;
  if (isPlanning) return 'plan mode is active';
  if (thinking?.type === 'enabled') return 'thinking is enabled';
  return strongEfforts.includes(output_config?.effort) ? `the effort is ${output_config?.effort}` : null;
}

const bytesPerToken = 3.5;
/** Indented code and long words on one side, on the other numbers and scripts that a tokenizer hardly knows. */
const mostBytesPerToken = 12;
const leastBytesPerToken = 1.2;
/** An image of the largest size that Anthropic keeps, and a PDF of a few pages. */
const tokensPerImage = 1_600;
const tokensPerDocument = 5_000;
const mostTokensPerImage = 4_800;

function estimateInputTokens(
  bodyBytes: number,
  { payloadCharacters, images, documents }: Conversation,
): Pick<Facts, 'estimatedInputTokens' | 'inputTokenRange'> {
  const textBytes = Math.max(0, bodyBytes - payloadCharacters);
  // No page of a PDF has fewer bytes than a reader makes tokens of it.
  const mostOfDocuments = documents > 0 ? payloadCharacters + documents * tokensPerDocument : 0;
  return {
    estimatedInputTokens: Math.ceil(
      textBytes / bytesPerToken + images * tokensPerImage + documents * tokensPerDocument,
    ),
    inputTokenRange: {
      least: Math.floor(textBytes / mostBytesPerToken),
      most: Math.ceil(textBytes / leastBytesPerToken + images * mostTokensPerImage + mostOfDocuments),
    },
  };
}
