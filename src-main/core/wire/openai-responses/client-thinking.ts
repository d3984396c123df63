import type { MessagesRequest } from '../anthropic/messages.ts';
import { recordOf, stringOf } from '../open-fields.ts';
import type { Lose } from './client-reading.ts';

/** OpenAI's efforts that Anthropic's protocol does not name, and the ones nearest to them. */
const nearest: Readonly<Record<string, string>> = { minimal: 'low', ultra: 'max' };
const efforts = new Set(['low', 'medium', 'high', 'xhigh', 'max']);

/** Reads how hard to think and whether to show it: `reasoning`, which Codex always sends. */
export function readThinking(
  reasoning: unknown,
  lose: Lose,
): Pick<MessagesRequest, 'thinking' | 'output_config'> {
  if (typeof reasoning !== 'object' || reasoning === null) return {};
  const { effort: asked = null, summary, generate_summary: legacy, ...rest } = recordOf(reasoning);
  for (const field of Object.keys(rest)) lose(`reasoning.${field}`);
  if (asked === 'none') return { thinking: { type: 'disabled' } };

  const effort = nearest[stringOf(asked)] ?? stringOf(asked);
  const isKnown = efforts.has(effort);
  if (asked !== null && !isKnown) lose(`effort "${stringOf(asked)}"`);
  else if (asked !== null && asked !== effort) lose(`effort "${stringOf(asked)}" was read as "${effort}"`);
  const shown = stringOf(summary ?? legacy);
  const display = shown === '' || shown === 'none' ? {} : { display: 'summarized' };
  return { thinking: { type: 'adaptive', ...display }, ...(isKnown && { output_config: { effort } }) };
}
