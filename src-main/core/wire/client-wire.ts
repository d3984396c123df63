import type { RequestError } from '../errors.ts';
import type { Message, MessageEvent, MessagesRequest, Usage } from './anthropic/messages.ts';

/** A client's request, read into Anthropic's shapes. */
export interface ClientRequest {
  /** What routing and translation work on. */
  request: MessagesRequest;
  isStream: boolean;
  /** What could not be carried over, a short sentence each. */
  losses: readonly string[];
  /** Begins the answer in the client's own protocol. */
  answer(about: AnswerFacts): AnswerWriter;
}

/** What an answer says about itself. */
export interface AnswerFacts {
  /** `req_…`; ids of the client's protocol are made from it. */
  requestId: string;
  /** The model as the client asked for it. */
  model: string;
  /** Seconds since 1970. */
  createdSeconds: number;
  /** Stands in where a client needs a count and the upstream told none; it gets better, so it is read when needed. */
  readonly estimatedInputTokens: number;
}

/** Writes one answer; it keeps what it must remember from event to event. */
export interface AnswerWriter {
  /** The bytes of the stream that an event amounts to; empty where the protocol says nothing of it. */
  event(event: MessageEvent): string;
  /** A whole answer. */
  whole(message: Message): object;
}

/** Reads along a relayed stream, and never stops it: what cannot be read is passed over. */
export interface StreamMeter {
  /** Takes bytes as they go by. */
  push(chunk: Uint8Array): void;
  /** Says that no more bytes come; needed where an answer may be complete without its protocol's last event. */
  end(): void;
  /** What the upstream told so far. */
  readonly usage: Usage;
  /** The answer's last event went by. */
  readonly isComplete: boolean;
  /** The answer has begun to say something, so that it cannot be asked for again. */
  readonly hasContent: boolean;
  /** The error event that went by. */
  readonly error: RequestError | undefined;
}

/** A protocol that clients speak. */
export interface ClientWire {
  /** Reads a parsed body; throws RequestError invalid-request that names the place and what is accepted. */
  readRequest(body: unknown): ClientRequest;
  /** An error before the first byte, with the protocol's own status and shape. */
  writeError(error: RequestError, requestId: string): { status: number; body: object };
  /** An error after the first byte, as the last bytes of a stream. */
  errorEvent(error: RequestError, requestId: string): string;
  /** Bytes that keep a silent stream alive and mean nothing. */
  ping: string;
  /** Path below a provider's base URL where the same protocol is relayed to. */
  relayPath: string;
  createMeter(): StreamMeter;
  /** The counts in a whole relayed answer, as Anthropic counts them: input without what the cache gave. */
  readWholeUsage(body: Uint8Array): Usage;
}
