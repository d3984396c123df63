import type { MessagesRequest } from '../anthropic/messages.ts';
import type { SettingsBody } from './client-shape.ts';

/** Notes what could not be carried over; a sentence that comes again counts once. */
export type Lose = (loss: string) => void;

/** Values that mean what leaving the field out means, beside null, false and 0. */
const plain: Readonly<Record<string, readonly string[]>> = {
  modalities: ['["text"]'],
  service_tier: ['"auto"', '"default"'],
  verbosity: ['"medium"'],
  tool_choice: ['"auto"', '"none"'],
  best_of: ['1'],
};

/** Reads what bounds and colours an answer. */
export function readSettings(body: SettingsBody): Partial<MessagesRequest> & { model: string } {
  const { model, max_tokens, temperature, top_p, stop, user } = body;
  const stops = [stop ?? []].flat().filter((text) => text !== '');
  return {
    model,
    ...(body.stream && { stream: true }),
    ...(typeof max_tokens === 'number' && { max_tokens }),
    ...(typeof temperature === 'number' && { temperature }),
    ...(typeof top_p === 'number' && { top_p }),
    ...(stops.length > 0 && { stop_sequences: stops }),
    ...(user && { metadata: { user_id: user } }),
  };
}

/** Names every field that nobody read, unless it holds what its absence would mean. */
export function loseRest(
  body: Readonly<Record<string, unknown>>,
  read: ReadonlySet<string>,
  lose: Lose,
): void {
  for (const [field, value] of Object.entries(body)) {
    const isPlain = !value || plain[field]?.includes(JSON.stringify(value)) === true;
    if (!read.has(field) && !isPlain) lose(`${field}: cannot be carried to another protocol`);
  }
}
