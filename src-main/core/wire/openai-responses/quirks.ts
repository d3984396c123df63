import type { ChatQuirks, EffortQuirk } from '../openai-chat/quirks.ts';

/** The departures that Responses and Chat have in common: called alike, they mean the same. */
type SharedQuirks = Pick<
  ChatQuirks,
  'maxTools' | 'maxOutputTokens' | 'refusedKeywords' | 'noParallelSwitch' | 'userField'
>;

/** How an upstream departs from Responses as OpenAI speaks it. Absent means normal. */
export interface ResponsesQuirks extends SharedQuirks {
  /** What it knows of effort, where that is not what OpenAI knows. */
  effort?: Omit<EffortQuirk, 'field'>;
  /** How system text after the first turn is sent where `developer` is not known. */
  laterSystem?: 'system';
  /** It cannot search the web itself. */
  noWebSearch?: true;
}

/** Efforts as OpenAI takes them (https://developers.openai.com/api/docs/guides/reasoning). */
const openaiEffort: Omit<EffortQuirk, 'field'> = {
  values: ['low', 'medium', 'high', 'xhigh', 'max'],
  off: { reasoning: { effort: 'none' } },
  excludesSampling: true,
};

/** The quirks as the parts that Chat and Responses share read them; every upstream of this wire takes images and files. */
export function chatQuirksOf(quirks: ResponsesQuirks): ChatQuirks {
  const { effort = openaiEffort, laterSystem: _laterSystem, noWebSearch: _noWebSearch, ...shared } = quirks;
  return { ...shared, effort: { ...effort, field: 'reasoning' }, files: 'data-or-url' };
}
