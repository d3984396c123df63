import type { Usage } from '../anthropic/messages.ts';
import { mergeUsage, usageForClient } from '../anthropic/usage.ts';
import type { AnswerFacts, AnswerWriter } from '../client-wire.ts';
import { doneEvent, encodeChunk } from '../openai-chat/client-answer.ts';
import { finishReasonOf, writeChatUsage } from '../openai-chat/client-usage.ts';
import { stringOf } from '../open-fields.ts';
import type { ReadCompletionsRequest } from './read-request.ts';

/** Makes the writer of the answer to a legacy completion, which holds text and nothing else. */
export function createCompletionsAnswer(
  about: AnswerFacts,
  { wantsUsage }: Pick<ReadCompletionsRequest, 'wantsUsage'>,
): AnswerWriter {
  const { requestId, model, createdSeconds: created } = about;
  const head = { id: `cmpl-${requestId.replace(/^req_/, '')}`, object: 'text_completion', created, model };
  let usage: Usage = {};

  const choice = (text: string, finish: string | null): object => ({
    text,
    index: 0,
    logprobs: null,
    finish_reason: finish,
  });
  const chunk = (choices: object[], told: object | null = null): string =>
    encodeChunk({ ...head, choices, ...(wantsUsage && { usage: told }) });
  const say = (text: string): string => (text === '' ? '' : chunk([choice(text, null)]));

  return {
    event(event) {
      switch (event.type) {
        case 'message_start':
          ({ usage } = event.message);
          return '';
        case 'content_block_start':
          return say(stringOf(event.content_block['text']));
        case 'content_block_delta':
          return event.delta.type === 'text_delta' ? say(event.delta.text) : '';
        case 'message_delta': {
          usage = mergeUsage(usage, event.usage);
          const end = chunk([choice('', finishReasonOf(event.delta.stop_reason))]);
          return end + (wantsUsage ? chunk([], writeChatUsage(usage)) : '');
        }
        case 'message_stop':
          return doneEvent;
        default:
          return '';
      }
    },
    whole({ content, stop_reason: stop, usage: told }) {
      const text = content.map((block) => stringOf(block['text'])).join('');
      return {
        ...head,
        choices: [choice(text, finishReasonOf(stop))],
        usage: writeChatUsage(usageForClient(told, about.estimatedInputTokens)),
      };
    },
  };
}
