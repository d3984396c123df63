import { MessageWriter } from '../anthropic/message-writer.ts';
import type { MessageEvent } from '../anthropic/messages.ts';
import type { AnswerContext } from '../wire.ts';

/** A request as far as the demo speaks of it. */
export interface DemoRequest {
  context: AnswerContext;
  /** The route's name, and the sentence that says why. */
  route: string;
  reason: string;
  /** As the client asked for it. */
  requestedModel: string;
  /** Signalbox's own address, `http://127.0.0.1:4000`. */
  address: string;
}

/** Answers without any model: says which route a request took and why, and where to add a real provider. */
export async function* answerAsDemo(request: DemoRequest): AsyncGenerator<MessageEvent, void, void> {
  const writer = new MessageWriter(request.context);
  yield* writer.start();
  for (const paragraph of paragraphs(request)) yield* writer.text(paragraph);
  yield* writer.finish({ stopReason: 'end_turn', usage: {} });
}

function paragraphs({ route, reason, requestedModel, address }: DemoRequest): string[] {
  return [
    'This is Signalbox, and all of the way here works. No model was asked: the built-in demo answers.\n\n',
    `Your request for \`${requestedModel}\` took the route \`${route}\`: ${reason}.\n\n`,
    `For real answers add a provider, at ${address}/admin or under \`providers\` in config.json, `,
    'and name one of its models as `provider/model` in `routes.default`. It counts from the next request on.',
  ];
}
