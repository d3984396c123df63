import type { Block } from '../anthropic/messages.ts';
import { recordOf, stringOf } from '../open-fields.ts';
import { readTaggedSignature } from '../signature.ts';

/**
 * A thought signature and the part that it stood on, where it must return: on a call, on a thought, or on the text
 * before or behind the thinking block that carries it (https://ai.google.dev/gemini-api/docs/thought-signatures).
 */
export type ThoughtSignature = { signature: string; model?: string } & SignedPart;

/** The part that a signature stands on; a call by the id that the client knows it by. */
export type SignedPart =
  | { on: 'call'; call: string }
  | { on: 'thought' | 'text-before' | 'text-behind'; call?: never };

/** What is sent for a call whose own signature is gone; Google's last resort, since it costs the model its thoughts. */
export const missingSignature = 'skip_thought_signature_validator';

/**
 * The signature that a thinking block carries, `unsigned` for thinking of the same model without one, or undefined for
 * thinking that came from elsewhere: another model, even of the same vendor, cannot read it.
 */
export function readThoughtSignature(
  block: Block,
  vendor: string,
  model: string,
): ThoughtSignature | 'unsigned' | undefined {
  const tagged = readTaggedSignature(block['signature']);
  if (tagged?.vendor !== vendor) return undefined;
  const { signature, model: signedBy = model, on, call } = recordOf(tagged.payload);
  if (signedBy !== model) return undefined;
  if (typeof signature !== 'string') return 'unsigned';
  if (on === 'call') return { signature, on, call: stringOf(call) };
  return on === 'thought' || on === 'text-before' || on === 'text-behind' ? { signature, on } : 'unsigned';
}
