import type { Provider } from '../providers/provider.ts';
import type { MessageEvent, MessagesRequest } from '../wire/anthropic/messages.ts';
import { cliEnvironment } from '../wire/claude-cli/command.ts';
import { writeCliRequest } from '../wire/claude-cli/write-request.ts';
import type { AnswerContext } from '../wire/wire.ts';
import { runClaudeCli } from './claude-cli-process.ts';

interface CliAnswer {
  losses: readonly string[];
  events: (signal: AbortSignal) => AsyncGenerator<MessageEvent, void, void>;
}

/** Prepares a request for the user's own Claude CLI; throws RequestError invalid-request for what it cannot be given. */
export function prepareCliAnswer(
  request: MessagesRequest,
  provider: Provider,
  model: string,
  context: AnswerContext,
): CliAnswer {
  const cliRequest = writeCliRequest(request);
  const { command = 'claude', timeouts: limits } = provider;
  return {
    losses: cliRequest.losses,
    events: (signal) =>
      runClaudeCli({
        command,
        model,
        request: cliRequest,
        context,
        signal,
        limits,
        env: cliEnvironment(process.env),
      }),
  };
}
