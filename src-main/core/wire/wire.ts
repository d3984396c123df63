import type { RequestError } from '../errors.ts';
import type { Block, Message, MessageEvent, MessagesRequest, Usage } from './anthropic/messages.ts';

/** Where a request is going, as far as a wire needs to know. */
export interface WireTarget<Quirks> {
  /** Marks what must come back to the same vendor: reasoning and signatures. */
  vendor: string;
  /** The upstream's own model id. */
  model: string;
  quirks: Quirks;
}

/** What a wire must remember of a request to read the answer to it. */
export interface AnswerContext {
  /** The `id` of the answer, `msg_…`. */
  messageId: string;
  /** The model that the answer names: the one that the client asked for. */
  model: string;
  vendor: string;
  /** The upstream's own model id, for wires whose signatures hold for one model only. */
  upstreamModel?: string;
  /** Tool names as the upstream knows them → as the client does, where they differ. */
  toolNames: ReadonlyMap<string, string>;
  /** For `message_start`, which must carry a count before the upstream has told one; read when that is written. */
  readonly estimatedInputTokens: number;
  /** Blocks that stand before what the model says, such as the error of a search that the target cannot run. */
  prelude: readonly Block[];
  /** Takes what the upstream told of its usage so far, for an answer that may break before its end tells it. */
  onUsage?: (usage: Usage) => void;
}

/** A request in an upstream's own protocol. */
export interface WrittenRequest {
  /** Added to the provider's base URL. */
  path: string;
  body: Record<string, unknown>;
  /** What {@link AnswerContext} takes over: shortened tool names and blocks that come first. */
  toolNames: ReadonlyMap<string, string>;
  prelude: readonly Block[];
  /** What could not be carried over, a short sentence each. */
  losses: readonly string[];
}

/** A protocol that requests are translated to, through Anthropic's shapes. */
export interface UpstreamWire<Quirks> {
  /** Writes the upstream's request from an Anthropic one, which it leaves as it was. */
  writeRequest(request: MessagesRequest, target: WireTarget<Quirks>): WrittenRequest;
  /** Reads a streamed answer; throws {@link RequestError} kinds when it breaks, and never ends early in silence. */
  readStream(
    bytes: AsyncIterable<Uint8Array>,
    context: AnswerContext,
  ): AsyncGenerator<MessageEvent, void, void>;
  /** Reads a whole answer; throws as {@link UpstreamWire.readStream} does. */
  readWhole(body: Uint8Array, context: AnswerContext): Promise<Message>;
  /** Reads the body of an answer whose status is an error. */
  readError(status: number, body: string): RequestError;
}
