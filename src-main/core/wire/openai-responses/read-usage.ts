import type { Usage } from '../anthropic/messages.ts';
import { recordOf } from '../open-fields.ts';
import { readServiceTier, readToldCost } from '../told-cost.ts';
import { readChatUsage } from '../openai-chat/read-usage.ts';

/** Reads the counts of a response in Anthropic's terms: those of Chat under other names, and searches beside them. */
export function readResponsesUsage(response: Record<string, unknown>): Usage {
  const usage = recordOf(response['usage']);
  const searches = recordOf(recordOf(response['tool_usage'])['web_search'])['num_requests'];
  return {
    ...readChatUsage({
      prompt_tokens: usage['input_tokens'],
      prompt_tokens_details: usage['input_tokens_details'],
      completion_tokens: usage['output_tokens'],
      completion_tokens_details: usage['output_tokens_details'],
    }),
    ...readToldCost(usage),
    ...readServiceTier(response['service_tier']),
    ...(typeof searches === 'number' && searches > 0
      ? { server_tool_use: { web_search_requests: searches } }
      : {}),
  };
}
