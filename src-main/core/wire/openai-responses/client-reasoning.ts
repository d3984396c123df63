import type { Block } from '../anthropic/messages.ts';
import { isBlock, stringOf } from '../open-fields.ts';
import { bearsOurMark, readTaggedSignature, tagSignature } from '../signature.ts';
import { recordsOf } from './client-reading.ts';

/** Whose signature is a bare one, without our mark: that of an upstream that speaks Messages. */
const messagesVendor = 'anthropic';
/** Whose reasoning it is that Signalbox did not hand out: OpenAI's, by the preset of its Responses. */
const responsesVendor = 'openai-responses';

/** What reasoning's `encrypted_content` says of a thinking block, so that {@link readReasoning} restores the block exactly. */
export function sealThinking(block: Block): string | null {
  const { type, signature } = block;
  if (type === 'redacted_thinking') return tagSignature({ vendor: messagesVendor, payload: block });
  if (typeof signature !== 'string' || signature === '') return null;
  return bearsOurMark(signature) ? signature : tagSignature({ vendor: messagesVendor, payload: signature });
}

/**
 * Reads a reasoning item of an earlier turn: what {@link sealThinking} sealed becomes the block that it was; reasoning
 * that came from OpenAI itself is kept whole for the way back there.
 */
export function readReasoning(item: Readonly<Record<string, unknown>>): Block {
  const { encrypted_content: sealed } = item;
  const thinking = textOf(item);
  const tagged = readTaggedSignature(sealed);
  if (tagged?.vendor === messagesVendor) {
    if (isBlock(tagged.payload)) return tagged.payload;
    return { type: 'thinking', thinking, signature: stringOf(tagged.payload) };
  }
  if (bearsOurMark(sealed)) return { type: 'thinking', thinking, signature: sealed };
  const payload = typeof sealed === 'string' ? withoutNulls(item) : null;
  return { type: 'thinking', thinking, signature: tagSignature({ vendor: responsesVendor, payload }) };
}

/** Open models show their reasoning itself, others a summary of it. */
function textOf({ content, summary }: Readonly<Record<string, unknown>>): string {
  const told = recordsOf(content).length > 0 ? content : summary;
  return recordsOf(told)
    .map(({ text }) => stringOf(text))
    .join('\n\n');
}

/** Codex writes `content: null` where there is none. */
function withoutNulls(item: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null));
}
