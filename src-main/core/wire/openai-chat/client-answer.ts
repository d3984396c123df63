import type { Usage } from '../anthropic/messages.ts';
import { mergeUsage, usageForClient } from '../anthropic/usage.ts';
import type { AnswerFacts, AnswerWriter } from '../client-wire.ts';
import { createDeltaWriter, type Delta } from './client-deltas.ts';
import type { ReadChatRequest } from './client-request.ts';
import { finishReasonOf, writeChatUsage } from './client-usage.ts';
import { writeWholeMessage } from './client-whole.ts';

/** The event that ends every stream of OpenAI's older protocols. */
export const doneEvent = 'data: [DONE]\n\n';

/** Writes one event of such a stream. */
export function encodeChunk(chunk: object): string {
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

/** Makes the writer of the answer to a Chat request. */
export function createChatAnswer(
  about: AnswerFacts,
  { wantsUsage, forms }: Pick<ReadChatRequest, 'wantsUsage' | 'forms'>,
): AnswerWriter {
  const { requestId, model, createdSeconds: created } = about;
  const id = `chatcmpl-${requestId.replace(/^req_/, '')}`;
  const writer = createDeltaWriter(forms);
  let usage: Usage = {};

  const chunk = (choices: object[], told: object | null = null): string =>
    encodeChunk({
      id,
      object: 'chat.completion.chunk',
      created,
      model,
      choices,
      ...(wantsUsage && { usage: told }),
    });
  const say = (delta: Delta, finish: string | null = null): string =>
    chunk([{ index: 0, delta, logprobs: null, finish_reason: finish }]);
  const finishReason = (stop: Parameters<typeof finishReasonOf>[0]): string =>
    stop === 'tool_use' && [...forms.values()].includes('legacy') ? 'function_call' : finishReasonOf(stop);

  return {
    event(event) {
      switch (event.type) {
        case 'message_start':
          ({ usage } = event.message);
          return say({ role: 'assistant', content: '' });
        case 'message_delta': {
          usage = mergeUsage(usage, event.usage);
          const deltas = writer.closing().map((delta) => say(delta));
          const end = say({}, finishReason(event.delta.stop_reason));
          return [...deltas, end, wantsUsage ? chunk([], writeChatUsage(usage)) : ''].join('');
        }
        case 'message_stop':
          return doneEvent;
        case 'ping':
          return '';
        default:
          return writer
            .deltas(event)
            .map((delta) => say(delta))
            .join('');
      }
    },
    whole(message) {
      const finish = finishReason(message.stop_reason);
      const choice = {
        index: 0,
        message: writeWholeMessage(message, forms),
        logprobs: null,
        finish_reason: finish,
      };
      const told = writeChatUsage(usageForClient(message.usage, about.estimatedInputTokens));
      return { id, object: 'chat.completion', created, model, choices: [choice], usage: told };
    },
  };
}
