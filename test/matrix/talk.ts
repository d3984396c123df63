import type { Protocol } from '../../src-main/core/exchange/protocols.ts';
import type { RefusedStatus } from './wire.ts';

/** An image as base64 of a PNG, or by its address. */
export type Picture = { data: string } | { url: string };

/** A tool call, its input parsed. */
export interface Call {
  id: string;
  name: string;
  input: unknown;
}

/** What a tool returned for the call of that id. */
interface Result {
  id: string;
  text: string;
  picture?: Picture | undefined;
}

/** What a client got out of an answer. */
export interface Heard {
  thinking: string;
  text: string;
  calls: Call[];
  inputTokens: number | undefined;
  outputTokens: number | undefined;
}

/** A client's conversation, in the shapes of its protocol as the vendor's own SDK sends and reads them. */
export interface Talk {
  /** Adds what the user says. */
  say(text: string, picture?: Picture): void;
  /** Adds the results of the calls that were heard. */
  give(results: readonly Result[]): void;
  /** From now on another model is asked. */
  switchTo(model: string): void;
  /** The request that asks for the next answer. */
  body(): object;
  /** Asks for the next answer and adds it to the conversation as it came; throws what the SDK throws. */
  hear(): Promise<Heard>;
}

/** How a conversation is begun. */
export interface Beginning {
  /** Of the core. */
  address: string;
  model: string;
  isStream: boolean;
  /** Names of the tools that are offered. */
  tools: readonly string[];
}

/** A protocol as clients speak it. */
export interface Client {
  protocol: Protocol;
  path: string;
  begin(beginning: Beginning): Talk;
  /** How the protocol calls the error in a body; undefined for a body that is not in the shape of its errors. */
  errorName(body: unknown): string | undefined;
  /** How it calls the errors that the upstreams refuse with. */
  errorNames: Readonly<Record<RefusedStatus, string>>;
  /** What stands in a stream that says of itself that it is complete. */
  completes: RegExp;
  /** What stands in a stream that failed. */
  fails: RegExp;
}

/** The one parameter of every tool. */
export const parameters = { type: 'object' as const, properties: { path: { type: 'string' } } };

/** A picture as the URL that OpenAI's protocols know it by. */
export function urlOf(picture: Picture): string {
  return 'url' in picture ? picture.url : `data:image/png;base64,${picture.data}`;
}
