import type { Response, ResponseInputContent, ResponseInputItem } from 'openai/resources/responses/responses';
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

/** OpenAI's Responses by its own SDK, nothing stored. */
export const openaiResponsesClient: Client = {
  protocol: 'openai-responses',
  path: '/v1/responses',
  begin,
  errorName: openaiErrorName,
  errorNames: openaiErrorNames,
  completes: /response\.(completed|incomplete)/,
  fails: /event: (error|response\.failed)/,
};

function begin({ address, model: first, isStream, tools }: Beginning): Talk {
  let model = first;
  const sdk = openaiSdk(address);
  const input: ResponseInputItem[] = [];
  const body = () => ({
    model,
    store: false,
    include: ['reasoning.encrypted_content' as const],
    reasoning: { effort: 'high' as const, summary: 'auto' as const },
    input: [...input],
    ...(tools.length > 0 && {
      tools: tools.map((name) => ({ type: 'function' as const, name, parameters, strict: false })),
    }),
  });
  return {
    say: (text, picture) => {
      input.push({ role: 'user', content: [{ type: 'input_text', text }, ...imageOf(picture)] });
    },
    give: (results) => {
      for (const { id, text, picture } of results) {
        const output = [{ type: 'input_text' as const, text }, ...imageOf(picture)];
        input.push({ type: 'function_call_output', call_id: id, output });
      }
    },
    switchTo: (next) => void (model = next),
    body: () => ({ ...body(), stream: isStream }),
    async hear() {
      const response = isStream
        ? await sdk.responses.stream(body()).finalResponse()
        : await sdk.responses.create(body());
      input.push(...sendable(response.output));
      return heard(response);
    },
  };
}

/** OpenAI's guides send the output back as it is, though its types differ in places from those of the input. */
function sendable(output: readonly object[]): ResponseInputItem[] {
  return output.filter((item): item is ResponseInputItem => 'type' in item);
}

function imageOf(picture: Picture | undefined): (ResponseInputContent & { type: 'input_image' })[] {
  return picture ? [{ type: 'input_image', image_url: urlOf(picture), detail: 'auto' }] : [];
}

function heard({ output, output_text: text, usage }: Response): Heard {
  return {
    thinking: output
      .flatMap((item) => (item.type === 'reasoning' ? item.summary.map((part) => part.text) : []))
      .join(''),
    text,
    calls: output.flatMap((item) =>
      item.type === 'function_call'
        ? [{ id: item.call_id, name: item.name, input: JSON.parse(item.arguments) }]
        : [],
    ),
    inputTokens: usage?.input_tokens,
    outputTokens: usage?.output_tokens,
  };
}
