import type { ResponseOutputText } from 'openai/resources/responses/responses';
import { stringOf } from '../open-fields.ts';
import type { ItemForm, Part } from './client-item.ts';
import { recordsOf } from './client-reading.ts';
import { sealThinking } from './client-reasoning.ts';

/** Text blocks: the parts of one message. */
export const messageForm: ItemForm = {
  idPrefix: 'msg',
  item: (parts, facts) => ({
    type: 'message',
    ...facts,
    role: 'assistant',
    content: facts.status === 'in_progress' ? [] : parts.map(outputText),
  }),
  begun: (at) => [
    {
      type: 'response.content_part.added',
      content_index: at,
      part: outputText({ block: { type: 'text' }, text: '' }),
    },
  ],
  grown: (delta, at) => [{ type: 'response.output_text.delta', content_index: at, delta, logprobs: [] }],
  ended: (part, at) => {
    const whole = outputText(part);
    return [
      ...whole.annotations.map((annotation, index) => ({
        type: 'response.output_text.annotation.added' as const,
        content_index: at,
        annotation_index: index,
        annotation,
      })),
      { type: 'response.output_text.done', content_index: at, text: part.text, logprobs: [] },
      { type: 'response.content_part.done', content_index: at, part: whole },
    ];
  },
};

/** A thinking block; its signature travels sealed, and comes back with the next turn. */
export const reasoningForm: ItemForm = {
  idPrefix: 'rs',
  item: ([part], { id, status }) => ({
    type: 'reasoning',
    id,
    summary: part === undefined || status === 'in_progress' ? [] : summaryOf(part),
    encrypted_content: part === undefined || status === 'in_progress' ? null : sealThinking(part.block),
  }),
  grown: (delta, _at, isFirst) => [
    ...(isFirst
      ? [{ type: 'response.reasoning_summary_part.added' as const, summary_index: 0, part: summaryText('') }]
      : []),
    { type: 'response.reasoning_summary_text.delta', summary_index: 0, delta },
  ],
  ended: ({ text }) =>
    text === ''
      ? []
      : [
          { type: 'response.reasoning_summary_text.done', summary_index: 0, text },
          { type: 'response.reasoning_summary_part.done', summary_index: 0, part: summaryText(text) },
        ],
};

/** Anthropic cites for a block as a whole, so a citation spans its text. */
function outputText({ block, text }: Part): ResponseOutputText {
  const annotations = recordsOf(block['citations'])
    .filter(({ url }) => typeof url === 'string')
    .map(({ url, title }) => ({
      type: 'url_citation' as const,
      start_index: 0,
      end_index: text.length,
      url: stringOf(url),
      title: stringOf(title),
    }));
  return { type: 'output_text', text, annotations, logprobs: [] };
}

function summaryOf({ text }: Part): { type: 'summary_text'; text: string }[] {
  return text === '' ? [] : [summaryText(text)];
}

function summaryText(text: string): { type: 'summary_text'; text: string } {
  return { type: 'summary_text', text };
}
