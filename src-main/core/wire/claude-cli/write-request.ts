import { RequestError } from '../../errors.ts';
import type { MessagesRequest } from '../anthropic/messages.ts';
import { recordOf } from '../open-fields.ts';
import { isText, type ChatMessage, type Writing } from '../openai-chat/chat-request.ts';
import { writeFormat } from '../openai-chat/write-format.ts';
import { writeMessages } from '../openai-chat/write-messages.ts';
import { writePrompt } from './write-prompt.ts';

/** A request as the Claude CLI takes it. */
export interface CliRequest {
  /** Empty where the client gave none. */
  systemPrompt: string;
  /** For the standard input. */
  prompt: string;
  /** For `--effort`; absent leaves it to the CLI. */
  effort?: string;
  /** What the CLI takes from its environment only. */
  environment: Readonly<Record<string, string>>;
  /** What could not be carried over, a short sentence each. */
  losses: readonly string[];
}

/** What `--effort` takes. */
const efforts: readonly string[] = ['low', 'medium', 'high', 'xhigh', 'max'];

/** Fields of a request that are carried over, each somewhere below; of any other the loss is said. */
const carried = new Set([
  'model',
  'messages',
  'system',
  'tools',
  'tool_choice',
  'thinking',
  'output_config',
  'max_tokens',
  'stream',
]);

/**
 * Writes an Anthropic request for the Claude CLI, which takes text only. Throws RequestError invalid-request for tools
 * and images, which it cannot be given, and for a conversation without a word.
 */
export function writeCliRequest(request: MessagesRequest): CliRequest {
  refuseTools(request);
  const losses = new Set<string>();
  const lose = (loss: string) => void losses.add(loss);
  const writing: Writing = {
    vendor: 'claude-cli',
    quirks: { laterSystem: 'user', jsonObjectOnly: true },
    lose,
  };
  const { instruction } = writeFormat(request, writing);
  const [first, ...rest] = writeMessages(request, instruction, writing).map(asText);
  const isSystem = first?.role === 'system';
  const effort = efforts.find((known) => known === request.output_config?.effort);
  if (request.output_config?.effort && !effort) lose(`effort "${request.output_config.effort}"`);
  const prompt = writePrompt(isSystem || !first ? rest : [first, ...rest]);
  loseRest(request, lose);
  return {
    systemPrompt: isSystem ? first.text : '',
    prompt,
    ...(effort && { effort }),
    environment: writeEnvironment(request),
    losses: [...losses],
  };
}

function refuseTools({ tools = [] }: MessagesRequest): void {
  if (tools.length === 0) return;
  const names = tools.slice(0, 3).map(({ name }) => name);
  const told = tools.length > names.length ? [...names, '…'] : names;
  throw new RequestError(
    'invalid-request',
    `the Claude CLI cannot be given a client's own tools (${told.join(', ')}): route requests that bring tools to another provider`,
  );
}

function asText(message: ChatMessage): { role: ChatMessage['role']; text: string } {
  const { role, content } = message;
  const parts = typeof content === 'string' ? [{ type: 'text' as const, text: content }] : (content ?? []);
  const calls =
    message.role === 'assistant'
      ? (message.tool_calls ?? []).map(
          ({ function: called }) => `[Called ${called.name}: ${called.arguments}]`,
        )
      : [];
  if (!parts.every(isText)) {
    throw new RequestError(
      'invalid-request',
      'the Claude CLI cannot be given images: route requests that hold images to another provider',
    );
  }
  return { role, text: [...parts.map(({ text }) => text), ...calls].join('\n\n') };
}

/** Seen to work in Claude Code 2.1.329. */
function writeEnvironment({ max_tokens, thinking }: MessagesRequest): Record<string, string> {
  return {
    ...(max_tokens !== undefined && { CLAUDE_CODE_MAX_OUTPUT_TOKENS: String(max_tokens) }),
    ...(thinking?.type === 'disabled' && { CLAUDE_CODE_DISABLE_THINKING: '1' }),
  };
}

function loseRest(request: MessagesRequest, lose: (loss: string) => void): void {
  const rest = Object.keys(request).filter((field) => !carried.has(field));
  const { effort: _effort, format: _format, ...options } = recordOf(request.output_config);
  for (const field of rest) lose(`${field}: the Claude CLI has no such setting`);
  for (const field of Object.keys(options)) lose(`output_config.${field}`);
  if (request.thinking?.budget_tokens !== undefined) lose('thinking.budget_tokens');
}
