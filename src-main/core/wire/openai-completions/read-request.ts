import { z } from 'zod';
import type { MessagesRequest } from '../anthropic/messages.ts';
import { loseRest, readSettings, type Lose } from '../openai-chat/client-settings.ts';
import { checkBody, misplaced, settingsShape } from '../openai-chat/client-shape.ts';

const shape = settingsShape.extend({
  prompt: z.union([z.string(), z.tuple([z.string()])], 'a string, or an array of one'),
  suffix: z.string('a string').nullish(),
});
const read = new Set(Object.keys(shape.shape));

/** A legacy completion in Anthropic's shapes: the prompt is what the user says. */
export interface ReadCompletionsRequest {
  request: MessagesRequest;
  losses: readonly string[];
  /** The client asked for a chunk with the usage at the end. */
  wantsUsage: boolean;
}

/** Reads the body of `POST /v1/completions`; throws RequestError that names the place and what is accepted. */
export function readCompletionsRequest(body: unknown): ReadCompletionsRequest {
  const given = checkBody(shape, body);
  const [text = ''] = [given.prompt].flat();
  if (text.trim() === '') throw misplaced('prompt', 'a text that is not empty');
  if (given.suffix) throw misplaced('suffix', 'none: models that chat cannot fill a gap between two texts');
  const losses = new Set<string>();
  const lose: Lose = (loss) => losses.add(loss);
  loseRest(given, read, lose);
  const messages: MessagesRequest['messages'] = [{ role: 'user', content: [{ type: 'text', text }] }];
  return {
    request: { ...readSettings(given), messages },
    losses: [...losses],
    wantsUsage: given.stream_options?.include_usage === true,
  };
}
