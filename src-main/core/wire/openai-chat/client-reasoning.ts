import type { Block } from '../anthropic/messages.ts';
import { readTaggedSignature, tagSignature } from '../signature.ts';
import type { Lose } from './client-settings.ts';
import { stringOf } from '../open-fields.ts';
import { mergeDetails, readReasoningDetails, textOfDetails, type ReasoningDetail } from './read-reasoning.ts';

/** OpenRouter's name for what only Anthropic can read. */
const anthropicFormat = 'anthropic-claude-v1';

/** Thinking of a block in the form that OpenRouter made usual; a client sends it back as it is. */
export function writeThought(index: number, text: string, signature?: string): ReasoningDetail {
  return { type: 'reasoning.text', text, ...(signature && { signature }), index };
}

/** The same for a block whose thinking is encrypted. */
export function writeRedacted(index: number, { data }: Block): ReasoningDetail {
  return { type: 'reasoning.encrypted', data, format: anthropicFormat, index };
}

/**
 * The thinking that an assistant message of a client bears. A signature comes back with its block's text; what has none
 * gets one that nobody accepts, so that no vendor takes foreign thoughts for its own.
 */
export function readReasoning(message: Readonly<Record<string, unknown>>, lose: Lose): Block[] {
  const said = stringOf(message['reasoning_content']) || stringOf(message['reasoning']);
  const details = mergeDetails([], readReasoningDetails(message['reasoning_details']));
  if (details.length === 0) return unsigned(said);
  // Clients that keep only the last piece of a field that they do not know (OpenAI's own SDK 7.55) lose the text.
  const lostText = textOfDetails(details) === '' ? said : '';
  return details.flatMap((detail) => readDetail(detail, lostText, lose));
}

function readDetail(detail: ReasoningDetail, lostText: string, lose: Lose): Block[] {
  const signature = stringOf(detail['signature']);
  const text = textOfDetails([detail]);
  if (detail['type'] === 'reasoning.encrypted') {
    if (detail['format'] === anthropicFormat) return [{ type: 'redacted_thinking', data: detail['data'] }];
    lose('encrypted reasoning whose vendor is not known');
    return [];
  }
  if (signature === '' || isSignedForAnother(detail)) return unsigned(text);
  if (lostText !== '' && !readTaggedSignature(signature)) {
    lose('signed thinking whose text did not come back');
    return [];
  }
  return [{ type: 'thinking', thinking: text || lostText, signature }];
}

/** A gateway names the form of what other vendors signed; Anthropic refuses a conversation that holds it. */
function isSignedForAnother({ format, signature }: ReasoningDetail): boolean {
  return typeof format === 'string' && format !== anthropicFormat && !readTaggedSignature(signature);
}

function unsigned(thinking: string): Block[] {
  const signature = tagSignature({ vendor: 'unknown', payload: null });
  return thinking === '' ? [] : [{ type: 'thinking', thinking, signature }];
}
