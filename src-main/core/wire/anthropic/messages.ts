/**
 * Anthropic's Messages shapes, which every translation passes through. Types are open: a block or field that we do not
 * know travels on, or its loss is said. Source: @anthropic-ai/sdk 1.11 and the wire.
 */

import type { ToldCost } from '../told-cost.ts';

/** A content block of any kind, known or not. */
export interface Block {
  type: string;
  [field: string]: unknown;
}

export interface TextBlock extends Block {
  type: 'text';
  text: string;
}

/** One message of a conversation; `role: "system"` may stand anywhere but first. */
export interface MessageParam {
  role: 'user' | 'assistant' | 'system';
  content: string | Block[];
  [field: string]: unknown;
}

/** A tool: custom where `type` is absent or "custom", else a versioned server tool. */
export interface Tool {
  name: string;
  type?: string;
  description?: string;
  input_schema?: Record<string, unknown>;
  [field: string]: unknown;
}

/** Stands in Claude Code's tool list for tools that it has not loaded; nobody can call it (seen with 2.1.329). */
export const deferredToolPlaceholder = 'DeferredToolPlaceholder';

/** The body of `POST /v1/messages`. */
export interface MessagesRequest {
  model: string;
  messages: MessageParam[];
  system?: string | Block[];
  tools?: Tool[];
  tool_choice?: {
    type: string;
    name?: string;
    disable_parallel_tool_use?: boolean;
    [field: string]: unknown;
  };
  thinking?: { type: string; budget_tokens?: number; [field: string]: unknown };
  output_config?: {
    effort?: string;
    format?: { type: string; [field: string]: unknown };
    [field: string]: unknown;
  };
  max_tokens?: number;
  stream?: boolean;
  stop_sequences?: string[];
  temperature?: number;
  top_p?: number;
  top_k?: number;
  metadata?: Record<string, unknown>;
  [field: string]: unknown;
}

/** Token counts as Anthropic reports them: `input_tokens` excludes what the cache gave or took. Absent is unknown. */
export interface Usage extends ToldCost {
  input_tokens?: number;
  output_tokens?: number;
  cache_read_input_tokens?: number;
  cache_creation_input_tokens?: number;
  output_tokens_details?: { thinking_tokens?: number };
  [field: string]: unknown;
}

export type StopReason =
  | 'end_turn'
  | 'max_tokens'
  | 'stop_sequence'
  | 'tool_use'
  | 'pause_turn'
  | 'refusal'
  | 'model_context_window_exceeded';

/** A whole answer. */
export interface Message {
  id: string;
  type: 'message';
  role: 'assistant';
  model: string;
  content: Block[];
  stop_reason: StopReason | null;
  stop_sequence: string | null;
  usage: Usage;
  [field: string]: unknown;
}

export type BlockDelta =
  | { type: 'text_delta'; text: string }
  | { type: 'input_json_delta'; partial_json: string }
  | { type: 'thinking_delta'; thinking: string }
  | { type: 'signature_delta'; signature: string }
  | { type: 'citations_delta'; citation: Record<string, unknown> };

/** An event of a streamed answer, as our own writers emit it. */
export type MessageEvent =
  | { type: 'message_start'; message: Message }
  | { type: 'content_block_start'; index: number; content_block: Block }
  | { type: 'content_block_delta'; index: number; delta: BlockDelta }
  | { type: 'content_block_stop'; index: number }
  | { type: 'message_delta'; delta: { stop_reason: StopReason; stop_sequence: string | null }; usage: Usage }
  | { type: 'message_stop' }
  | { type: 'ping' };
