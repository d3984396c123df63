import type { Usage } from '../wire/anthropic/messages.ts';
import { toldCost } from '../wire/told-cost.ts';
import type { HeaderFields } from './headers.ts';
import type { OpenedAnswer } from './open-answer.ts';

/** Adds the cost that a header of a whole answer tells; what the body told counts before it. */
export function withHeaderCost(
  answer: OpenedAnswer,
  headers: HeaderFields,
  name: string | undefined,
): OpenedAnswer {
  const cost = name === undefined ? undefined : Number(headers[name]);
  // Proxies say 0 of a model whose price they do not know.
  if (cost === undefined || !Number.isFinite(cost) || cost <= 0) return answer;
  const tell = (usage: Usage): Usage => ({ [toldCost]: cost, ...usage });
  if (answer.kind === 'whole') return { ...answer, usage: tell(answer.usage) };
  if (answer.kind !== 'message') return answer;
  return { ...answer, message: { ...answer.message, usage: tell(answer.message.usage) } };
}
