import { UpstreamStreamError } from '../../errors.ts';
import type { Usage } from '../anthropic/messages.ts';
import { recordOf, stringOf } from '../open-fields.ts';
import { readCitations, type Citation } from './read-citations.ts';
import { readChatErrorValue } from './read-error.ts';
import { readReasoningDetails, textOfDetails, type ReasoningDetail } from './read-reasoning.ts';
import { readCallPieces, type CallPiece } from './read-tool-calls.ts';
import { readChatUsage } from './read-usage.ts';

/** What one chunk of an answer adds to it, in the vendors' own spellings no longer. */
export interface ChatChunk {
  thinking: string;
  /** OpenRouter's form of the reasoning, to be given back as it is. */
  details: readonly ReasoningDetail[];
  text: string;
  refusal: string;
  calls: readonly CallPiece[];
  citations: readonly Citation[];
  finishReason: string | undefined;
  usage: Usage | undefined;
}

/** Reasons to finish that say that the answer was broken off: DeepSeek's and Zhipu's beside OpenRouter's `error`. */
const brokenOff = new Set(['error', 'insufficient_system_resource', 'network_error']);

/** Reads a chunk, or a whole answer as the only chunk; throws UpstreamStreamError if it reports an error. */
export function readChunk(value: unknown): ChatChunk {
  const chunk = recordOf(value);
  const choice = firstChoice(chunk['choices']);
  const finishReason = stringOf(choice['finish_reason']) || undefined;
  const error = chunk['error'] ?? choice['error'] ?? (chunk['object'] === 'error' ? chunk : undefined);
  if (error !== undefined) throw readChatErrorValue(error);
  if (finishReason !== undefined && brokenOff.has(finishReason)) {
    throw new UpstreamStreamError('upstream', `the upstream broke its answer off: ${finishReason}`, {
      status: 502,
    });
  }
  const delta = recordOf(
    choice['delta'] ?? (chunk['object'] === 'chat.completion' ? choice['message'] : undefined),
  );
  const content = readContent(delta['content']);
  const details = readReasoningDetails(delta['reasoning_details']);
  return {
    thinking:
      content.thinking ||
      stringOf(delta['reasoning_content']) ||
      stringOf(delta['reasoning']) ||
      textOfDetails(details),
    details,
    text: content.text,
    refusal: stringOf(delta['refusal']),
    calls: readCallPieces(delta),
    citations: readCitations(delta['annotations']),
    finishReason,
    usage: readChatUsage(
      chunk['usage'] ?? choice['usage'] ?? recordOf(chunk['x_groq'])['usage'],
      chunk['service_tier'],
    ),
  };
}

/** Of several choices only the first is the answer: nothing that we write asks for more. */
function firstChoice(choices: unknown): Record<string, unknown> {
  if (!Array.isArray(choices)) return {};
  return choices.map(recordOf).find(({ index }) => typeof index !== 'number' || index === 0) ?? {};
}

/** Content is a string, or with Mistral's reasoning models a list of text and thinking parts. */
function readContent(content: unknown): { text: string; thinking: string } {
  if (!Array.isArray(content)) return { text: stringOf(content), thinking: '' };
  const parts = content.map(recordOf);
  const thinking = parts.flatMap((part) =>
    Array.isArray(part['thinking']) ? part['thinking'].map(recordOf) : [],
  );
  return { text: joinTexts(parts), thinking: joinTexts(thinking) };
}

function joinTexts(parts: readonly Record<string, unknown>[]): string {
  return parts.map((part) => stringOf(part['text'])).join('');
}
