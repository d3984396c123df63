import type OpenAI from 'openai';
import type {
  ChatCompletionContentPart,
  ChatCompletionContentPartText,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import { recordOf, stringOf } from '../../src-main/core/wire/open-fields.ts';
import { openaiErrorName, openaiErrorNames, openaiSdk } from './client-openai.ts';
import {
  parameters,
  urlOf,
  type Beginning,
  type Client,
  type Heard,
  type Picture,
  type Talk,
} from './talk.ts';

/** OpenAI's Chat Completions by its own SDK; of a stream all fields are kept, as editors do for reasoning. */
export const openaiChatClient: Client = {
  protocol: 'openai-chat',
  path: '/v1/chat/completions',
  begin,
  errorName: openaiErrorName,
  errorNames: openaiErrorNames,
  completes: /"finish_reason":"/,
  fails: /^data: \{"error":/m,
};

type Message = Record<string, unknown>;

function begin({ address, model: first, isStream, tools }: Beginning): Talk {
  let model = first;
  const sdk = openaiSdk(address);
  const messages: ChatCompletionMessageParam[] = [];
  const body = () => ({
    model,
    reasoning_effort: 'high' as const,
    messages: [...messages],
    ...(tools.length > 0 && {
      tools: tools.map((name) => ({ type: 'function' as const, function: { name, parameters } })),
    }),
  });
  const streamed = () => ({ ...body(), stream: true as const, stream_options: { include_usage: true } });
  return {
    say: (text, picture) => {
      messages.push({ role: 'user', content: [{ type: 'text', text }, ...imageOf(picture)] });
    },
    give: (results) => {
      for (const { id, text, picture } of results) {
        const content = [{ type: 'text' as const, text }, ...imageOf(picture)];
        messages.push({ role: 'tool', tool_call_id: id, content: content.filter(isSendable) });
      }
    },
    switchTo: (next) => void (model = next),
    body: () => (isStream ? streamed() : body()),
    async hear() {
      const { message, usage } = isStream
        ? await collected(await sdk.chat.completions.create(streamed()))
        : wholeOf(await sdk.chat.completions.create(body()));
      messages.push({ ...message, role: 'assistant' });
      return heard(message, usage);
    },
  };
}

/** The types know text only, but editors send images that their tools made all the same. */
function isSendable(_part: ChatCompletionContentPart): _part is ChatCompletionContentPartText {
  return true;
}

function imageOf(picture: Picture | undefined): ChatCompletionContentPart[] {
  return picture ? [{ type: 'image_url', image_url: { url: urlOf(picture) } }] : [];
}

function wholeOf({ choices, usage }: OpenAI.ChatCompletion): { message: Message; usage: unknown } {
  return { message: { ...choices[0]?.message }, usage };
}

async function collected(
  chunks: AsyncIterable<OpenAI.ChatCompletionChunk>,
): Promise<{ message: Message; usage: unknown }> {
  let message: Message = {};
  let usage: unknown;
  for await (const chunk of chunks) {
    message = joined(message, { ...chunk.choices[0]?.delta });
    usage = chunk.usage ?? usage;
  }
  return { message, usage };
}

/** Texts grow, and entries of lists that have the same index do; everything else is replaced. */
function joined(before: Message, more: Message): Message {
  const fields = Object.entries(more).map(([field, value]) => {
    const known = before[field];
    const isText = typeof known === 'string' && typeof value === 'string' && !['type', 'id'].includes(field);
    if (isText) return [field, known + value];
    return [field, Array.isArray(value) ? joinedLists(Array.isArray(known) ? known : [], value) : value];
  });
  const nested = Object.entries(before).filter(([field]) => typeof more[field] === 'object');
  const records = nested.flatMap(([field, value]) =>
    Array.isArray(value) ? [] : [[field, joined(recordOf(value), recordOf(more[field]))]],
  );
  return { ...before, ...Object.fromEntries(fields), ...Object.fromEntries(records) };
}

function joinedLists(before: readonly unknown[], more: readonly unknown[]): unknown[] {
  return more.map(recordOf).reduce<unknown[]>(
    (list, entry) => {
      const place = list.findIndex((known) => recordOf(known)['index'] === entry['index']);
      return place === -1 ? [...list, entry] : list.with(place, joined(recordOf(list[place]), entry));
    },
    [...before],
  );
}

function heard(message: Message, usage: unknown): Heard {
  const calls = Array.isArray(message['tool_calls']) ? message['tool_calls'].map(recordOf) : [];
  const { prompt_tokens, completion_tokens } = recordOf(usage);
  return {
    thinking: stringOf(message['reasoning_content']),
    text: stringOf(message['content']),
    calls: calls.map(({ id, function: called }) => {
      const { name, arguments: text } = recordOf(called);
      return { id: stringOf(id), name: stringOf(name), input: JSON.parse(stringOf(text)) };
    }),
    inputTokens: typeof prompt_tokens === 'number' ? prompt_tokens : undefined,
    outputTokens: typeof completion_tokens === 'number' ? completion_tokens : undefined,
  };
}
