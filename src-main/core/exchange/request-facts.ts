import type { RequestFacts } from '../../contract/requests.ts';
import type { Facts } from '../routing/facts.ts';
import type { MessagesRequest } from '../wire/anthropic/messages.ts';

const longestClass = 100;

/** What the ledger keeps of a request's facts: numbers and marks, none of its words. */
export function factsToKeep(facts: Facts, { messages }: MessagesRequest): RequestFacts {
  return {
    // The client says it in a header, and may say anything there.
    class: facts.class.slice(0, longestClass),
    estimatedInputTokens: facts.estimatedInputTokens,
    tools: facts.toolNames.length,
    messages: messages.length,
    hasImage: facts.hasImage,
    webSearch: facts.webSearchMark?.slice(0, longestClass) ?? null,
    subagent: facts.subagentTag === null ? facts.subagentMark : 'a tag names its model',
    think: facts.thinkMark,
    background: facts.backgroundMark,
  };
}
