import { openaiSdk } from './client-openai.ts';
import { openaiChatClient } from './client-openai-chat.ts';
import type { Beginning, Client, Heard, Talk } from './talk.ts';

/** OpenAI's legacy completions by its own SDK: one prompt, and text in return. */
export const openaiCompletionsClient: Client = {
  ...openaiChatClient,
  protocol: 'openai-completions',
  path: '/v1/completions',
  begin,
};

function begin({ address, model: first, isStream }: Beginning): Talk {
  let model = first;
  const sdk = openaiSdk(address);
  const prompts: string[] = [];
  const body = () => ({ model, prompt: prompts.join('\n') });
  const streamed = () => ({ ...body(), stream: true as const, stream_options: { include_usage: true } });
  return {
    say: (text) => void prompts.push(text),
    give: (results) => void prompts.push(...results.map(({ text }) => text)),
    switchTo: (next) => void (model = next),
    body: () => (isStream ? streamed() : body()),
    async hear() {
      const heard: Heard = {
        thinking: '',
        text: '',
        calls: [],
        inputTokens: undefined,
        outputTokens: undefined,
      };
      const answers = isStream
        ? await sdk.completions.create(streamed())
        : [await sdk.completions.create(body())];
      for await (const { choices, usage } of answers) {
        heard.text += choices[0]?.text ?? '';
        heard.inputTokens = usage?.prompt_tokens ?? heard.inputTokens;
        heard.outputTokens = usage?.completion_tokens ?? heard.outputTokens;
      }
      prompts.push(heard.text);
      return heard;
    },
  };
}
