import type { ToolCallPiece } from '../anthropic/message-writer.ts';
import { isWholeInput } from '../anthropic/tool-input.ts';
import { recordOf, stringOf } from '../open-fields.ts';

/** What a chunk says of one call; vendors leave out any of it. */
export interface CallPiece {
  index?: number;
  id?: string;
  name?: string;
  arguments?: string;
}

interface KnownCall extends CallPiece {
  key: number;
  arguments: string;
}

const none: readonly CallPiece[] = [];

/** Reads the calls of a chunk or of a whole message, the legacy `function_call` among them. */
export function readCallPieces(delta: Record<string, unknown>): readonly CallPiece[] {
  const { tool_calls: calls, function_call: legacy } = delta;
  if (Array.isArray(calls))
    return calls
      .map(recordOf)
      .map(readCallPiece)
      .filter((piece) => !isEmpty(piece));
  return typeof legacy === 'object' && legacy !== null ? [readCallPiece({ function: legacy })] : none;
}

/**
 * Makes a function that says to which call of an answer a piece belongs. Mostly the index tells. Some upstreams send
 * none, or 0 for every call, or one id for all: then a piece begins a call of its own if it bears a name and the call
 * that it would continue has another name or id, or its arguments whole. An id that changes with every piece, without
 * a name, tells nothing (vLLM with a forced tool).
 */
export function createCallKeys(): (piece: CallPiece) => ToolCallPiece {
  const calls: KnownCall[] = [];
  return (piece) => {
    let call = continuedBy(piece, calls);
    if (call === undefined || beginsAnother(call, piece)) {
      call = { ...piece, key: calls.length, arguments: '' };
      calls.push(call);
    }
    if (call.name === undefined && piece.name !== undefined) call.name = piece.name;
    call.arguments += piece.arguments ?? '';
    const { id, name, arguments: more } = piece;
    return {
      key: call.key,
      ...(id === undefined ? {} : { id }),
      ...(name === undefined ? {} : { name }),
      ...(more === undefined ? {} : { arguments: more }),
    };
  };
}

function continuedBy({ index, id }: CallPiece, calls: readonly KnownCall[]): KnownCall | undefined {
  if (index !== undefined) return calls.findLast((call) => call.index === index);
  return id === undefined ? calls.at(-1) : calls.findLast((call) => call.id === id);
}

function beginsAnother(call: KnownCall, { id, name, arguments: more = '' }: CallPiece): boolean {
  if (name === undefined || call.name === undefined) return false;
  const hasOtherId = id !== undefined && call.id !== undefined && id !== call.id;
  return name !== call.name || hasOtherId || (more !== '' && isWholeInput(call.arguments));
}

function readCallPiece(call: Record<string, unknown>): CallPiece {
  const called = recordOf(call['function']);
  const { index } = call;
  const id = stringOf(call['id']);
  const name = stringOf(called['name']);
  const more = textOfArguments(called['arguments']);
  return {
    ...(typeof index === 'number' ? { index } : {}),
    ...(id === '' ? {} : { id }),
    ...(name === '' ? {} : { name }),
    ...(more === '' ? {} : { arguments: more }),
  };
}

/** Ollama and some gateways send an object where the protocol has JSON in a string. */
function textOfArguments(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : stringOf(value);
}

function isEmpty({ id, name, arguments: more }: CallPiece): boolean {
  return id === undefined && name === undefined && more === undefined;
}
