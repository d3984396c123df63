import { recordOf } from '../open-fields.ts';
import { offList, readToldCost, toldCost, type ToldCost } from '../told-cost.ts';
import type { Usage } from './messages.ts';

/** Lays newer counts over older ones, and the told cost as well; Anthropic's are cumulative, and null stands for untold. */
export function mergeUsage(older: Usage, newer: Readonly<Record<string, unknown>> & ToldCost): Usage {
  const told = Object.entries(newer).filter(([, value]) => value !== null && value !== undefined);
  const cost = toldCost in newer ? { [toldCost]: newer[toldCost] } : readToldCost(newer);
  const terms: ToldCost = newer[offList] ? { [offList]: true } : {};
  return { ...older, ...Object.fromEntries(told), ...cost, ...terms };
}

/** The counts of a `message_start`: those of the input hold, those of the output stand for nothing said yet. */
export function usageAtStart(message: unknown): Usage {
  const {
    output_tokens: _output,
    output_tokens_details: _details,
    ...told
  } = recordOf(recordOf(message)['usage']);
  return mergeUsage({}, told);
}

/** The usage that a client gets: it needs numbers, so the estimate and 0 stand where the upstream told nothing. */
export function usageForClient(known: Usage, estimatedInputTokens: number): Usage {
  return { input_tokens: estimatedInputTokens, output_tokens: 0, ...known };
}
