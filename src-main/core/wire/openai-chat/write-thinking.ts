import type { MessagesRequest } from '../anthropic/messages.ts';
import type { Writing } from './chat-request.ts';
import { efforts, type Effort, type EffortQuirk } from './quirks.ts';
import type { WrittenTools } from './write-tools.ts';

/** Budgets in tokens up to which an older client means an effort; above the last one it is `high`. */
const budgets: readonly (readonly [number, Effort])[] = [
  [4_096, 'low'],
  [16_384, 'medium'],
];

/** How hard to think and how freely to choose words: effort, temperature, top_p and top_k as the upstream takes them. */
export function writeThinking(
  request: MessagesRequest,
  tools: WrittenTools['has'],
  writing: Writing,
): Record<string, unknown> {
  const effort = writeEffort(request, tools, writing);
  return { ...effort.fields, ...writeSampling(request, effort.isOn, writing) };
}

function writeEffort(
  request: MessagesRequest,
  tools: WrittenTools['has'],
  { quirks, lose }: Writing,
): { fields: Readonly<Record<string, unknown>>; isOn: boolean } {
  const quirk = quirks.effort;
  const off = { fields: quirk?.off ?? {}, isOn: false };
  const wanted = wantedEffort(request);
  if (wanted === 'off') {
    if (!quirk?.off) lose('thinking cannot be switched off');
    return off;
  }
  if (quirk && mustBeOff(quirk, tools)) {
    lose(quirk.offWith === 'tools' ? 'thinking: not beside tools' : 'thinking: not beside a forced tool');
    return off;
  }
  if (wanted === undefined) {
    if (request.output_config?.effort) lose(`effort "${request.output_config.effort}"`);
    return { fields: {}, isOn: false };
  }
  const value = quirk && nearestEffort(wanted, quirk.values);
  if (!value) {
    lose(`effort "${wanted}"`);
    return { fields: {}, isOn: false };
  }
  if (value !== wanted) lose(`effort "${wanted}" was sent as "${value}"`);
  return {
    fields: quirk.field === 'reasoning' ? { reasoning: { effort: value } } : { reasoning_effort: value },
    isOn: true,
  };
}

function mustBeOff({ off, offWith }: EffortQuirk, tools: WrittenTools['has']): boolean {
  if (!off || !offWith || tools === 'no-tools') return false;
  return offWith === 'tools' || tools === offWith;
}

/** The effort that a request asks for, `off` where it wants no thinking, undefined where it says nothing. */
export function wantedEffort({
  thinking,
  output_config: config,
}: MessagesRequest): Effort | 'off' | undefined {
  if (thinking?.type === 'disabled') return 'off';
  const effort = efforts.find((known) => known === config?.effort);
  if (effort || thinking?.type !== 'enabled') return effort;
  const budget = thinking.budget_tokens ?? Infinity;
  return budgets.find(([most]) => budget <= most)?.[1] ?? 'high';
}

/** The most that the upstream knows without exceeding what was asked for, or else the least it knows. */
export function nearestEffort(wanted: Effort, values: readonly Effort[]): Effort | undefined {
  return values.findLast((value) => efforts.indexOf(value) <= efforts.indexOf(wanted)) ?? values[0];
}

function writeSampling(
  request: MessagesRequest,
  thinks: boolean,
  { quirks, lose }: Writing,
): Record<string, unknown> {
  const { temperature, top_p, top_k } = request;
  const isRefused = thinks && quirks.effort?.excludesSampling === true;
  const given = {
    ...(typeof temperature === 'number' && { temperature }),
    ...(typeof top_p === 'number' && { top_p }),
  };
  if (isRefused) for (const field of Object.keys(given)) lose(`${field}: not beside an effort`);
  const hasTopK = typeof top_k === 'number';
  if (hasTopK && !quirks.topK) lose('top_k');
  return { ...(!isRefused && given), ...(hasTopK && quirks.topK && { top_k }) };
}
