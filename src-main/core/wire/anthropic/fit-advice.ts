import type { AnthropicFeature } from '../../../contract/config.ts';
import type { AnthropicQuirks } from './quirks.ts';

/** How an endpoint says that it does not know something, rather than that something is wrong with it. */
const refusal =
  /not (be )?(supported|allowed|permitted|accepted|available|implemented)|(does|do)(n't| not) (support|accept|allow|take)|unsupported|unknown|unexpected|unrecogni[sz]ed|invalid|extra (inputs|fields)|should be|must be|expected/i;

/** What refusals of each feature name; the first that is named is meant, so the one that says least comes last. */
const names: readonly (readonly [AnthropicFeature, RegExp])[] = [
  ['contextManagement', /context[_ ]management|clear_thinking/i],
  ['adaptiveThinking', /adaptive|thinking\W{0,3}type|between_tools/i],
  ['midConversationSystem', /\brole\b.*system|system.*\brole\b|user\W+ or \W*assistant/i],
  ['toolReference', /tool_reference|defer_loading|tool_search/i],
  ['serverTools', /web_search|web_fetch|code_execution|server_tool|text_editor_|bash_\d|tools\W+\d+\W+type/i],
  ['outputFormat', /output_config\W{1,3}format|output_format|json_schema/i],
  ['effort', /\beffort\b|output_config/i],
  ['cacheControl', /cache_control/i],
  ['images', /\bimages?\b|\bvision\b/i],
  ['documents', /\bdocuments?\b|\bpdfs?\b|search_result/i],
  [
    'betas',
    /\bbetas?\b|extra (inputs|fields)|(unknown|unrecogni[sz]ed|unexpected) (field|parameter|argument|key|property)/i,
  ],
];

/** The switch in config.json that would keep an endpoint from refusing a request again, if its message names one. */
export function adviseOnRefusal(message: string, { takes = {} }: AnthropicQuirks): string | undefined {
  if (!refusal.test(message)) return undefined;
  const feature = names.find(([name, pattern]) => takes[name] !== false && pattern.test(message))?.[0];
  return feature && `set "takes": { "${feature}": false } for this provider`;
}
