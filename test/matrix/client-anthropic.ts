import Anthropic from '@anthropic-ai/sdk';
import type { ImageBlockParam, MessageParam } from '@anthropic-ai/sdk/resources/messages';
import { recordOf, stringOf } from '../../src-main/core/wire/open-fields.ts';
import { clientToken } from '../support/core.ts';
import { parameters, type Beginning, type Client, type Heard, type Picture, type Talk } from './talk.ts';

/** Anthropic's Messages, by Anthropic's own SDK. */
export const anthropicClient: Client = {
  protocol: 'anthropic',
  path: '/v1/messages',
  begin,
  errorName: (body) => {
    const { type, message } = recordOf(recordOf(body)['error']);
    return recordOf(body)['type'] === 'error' && message ? stringOf(type) : undefined;
  },
  errorNames: {
    400: 'invalid_request_error',
    404: 'not_found_error',
    429: 'rate_limit_error',
    500: 'api_error',
  },
  completes: /event: message_stop|"stop_reason":"/,
  fails: /event: error/,
};

function begin({ address, model: first, isStream, tools }: Beginning): Talk {
  let model = first;
  const sdk = new Anthropic({ baseURL: address, authToken: clientToken, apiKey: null, maxRetries: 0 });
  const messages: MessageParam[] = [];
  const body = () => ({
    model,
    max_tokens: 4_096,
    thinking: { type: 'adaptive' as const },
    messages: [...messages],
    ...(tools.length > 0 && { tools: tools.map((name) => ({ name, input_schema: parameters })) }),
  });
  return {
    say: (text, picture) => {
      messages.push({ role: 'user', content: [...imageOf(picture), { type: 'text', text }] });
    },
    give: (results) => {
      const content = results.map(({ id, text, picture }) => ({
        type: 'tool_result' as const,
        tool_use_id: id,
        content: [{ type: 'text' as const, text }, ...imageOf(picture)],
      }));
      messages.push({ role: 'user', content });
    },
    switchTo: (next) => void (model = next),
    body: () => ({ ...body(), stream: isStream }),
    async hear() {
      const message = isStream
        ? await sdk.messages.stream(body()).finalMessage()
        : await sdk.messages.create(body());
      messages.push({ role: 'assistant', content: message.content });
      return heard(message);
    },
  };
}

function heard({ content, usage }: Anthropic.Message): Heard {
  return {
    thinking: content.map((block) => (block.type === 'thinking' ? block.thinking : '')).join(''),
    text: content.map((block) => (block.type === 'text' ? block.text : '')).join(''),
    calls: content.flatMap((block) =>
      block.type === 'tool_use' ? [{ id: block.id, name: block.name, input: block.input }] : [],
    ),
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
  };
}

function imageOf(picture: Picture | undefined): ImageBlockParam[] {
  if (!picture) return [];
  if ('url' in picture) return [{ type: 'image', source: { type: 'url', url: picture.url } }];
  return [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: picture.data } }];
}
