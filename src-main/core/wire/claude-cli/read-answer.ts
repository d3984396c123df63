import { UpstreamProtocolError } from '../../errors.ts';
import { MessageWriter } from '../anthropic/message-writer.ts';
import type { MessageEvent, StopReason, Usage } from '../anthropic/messages.ts';
import { mergeUsage } from '../anthropic/usage.ts';
import { isBlock, recordOf, stringOf } from '../open-fields.ts';
import type { AnswerContext } from '../wire.ts';
import { readCliError } from './read-error.ts';

/** Ends at which the CLI would go on by itself, which nobody asked for: the answer ends there. */
const finalReasons: readonly StopReason[] = ['max_tokens', 'refusal', 'model_context_window_exceeded'];

/**
 * Reads the answer from the lines of a run, to its result or to a limit, where the CLI would ask the model to go on.
 * The message is ours, not the one that the CLI got. Throws UpstreamStreamError for a failure that the CLI tells,
 * UpstreamProtocolError if the lines end too early or an answer begins anew.
 */
export async function* readCliAnswer(
  lines: AsyncIterable<Record<string, unknown>>,
  context: AnswerContext,
): AsyncGenerator<MessageEvent, void, void> {
  const writer = new MessageWriter(context);
  let isStarted = false;
  let hasSaid = false;
  let usage: Usage = {};
  let stopSequence: string | null = null;
  /** What came as whole messages only: words of the CLI's own. */
  let whole = '';

  for await (const line of lines) {
    if (line['type'] === 'assistant') whole += textOf(line);
    if (line['type'] === 'result') {
      if (line['is_error'] === true) throw readCliError(line);
      if (!isStarted) yield* writer.start();
      if (!hasSaid) yield* writer.text(whole || stringOf(line['result']));
      const stopReason = stopSequence === null ? 'end_turn' : 'stop_sequence';
      yield* writer.finish({ stopReason, stopSequence, usage: mergeUsage(usage, countsOf(line['usage'])) });
      return;
    }
    if (line['type'] !== 'stream_event') continue;

    const event = recordOf(line['event']);
    const delta = recordOf(event['delta']);
    if (event['type'] === 'message_start') {
      if (hasSaid)
        throw new UpstreamProtocolError('the Claude CLI began its answer anew in the middle of it');
      if (!isStarted) yield* writer.start();
      isStarted = true;
      usage = countsOf(recordOf(event['message'])['usage']);
    }
    if (event['type'] === 'content_block_delta') {
      hasSaid = true;
      yield* writer.thinking(stringOf(delta['thinking']));
      yield* writer.text(stringOf(delta['text']));
    }
    if (event['type'] === 'message_delta') {
      usage = mergeUsage(usage, countsOf(event['usage']));
      if (typeof delta['stop_sequence'] === 'string') stopSequence = delta['stop_sequence'];
      const stopReason = finalReasons.find((reason) => reason === delta['stop_reason']);
      if (stopReason === undefined) continue;
      yield* writer.finish({ stopReason, usage });
      return;
    }
  }
  throw new UpstreamProtocolError('the Claude CLI ended before its answer was whole');
}

function textOf(line: Record<string, unknown>): string {
  const { content } = recordOf(line['message']);
  const blocks = Array.isArray(content) ? content.filter(isBlock) : [];
  return blocks.map((block) => stringOf(block['text'])).join('');
}

const counts = ['input_tokens', 'output_tokens', 'cache_read_input_tokens', 'cache_creation_input_tokens'];

/** What of a usage is a count that we know. */
function countsOf(usage: unknown): Usage {
  const told = Object.entries(recordOf(usage)).filter(
    ([name, value]) => counts.includes(name) && typeof value === 'number',
  );
  return Object.fromEntries(told);
}
