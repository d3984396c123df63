import type { Block, Message } from '../anthropic/messages.ts';
import { writeCalls } from './client-calls.ts';
import { citationOf, pagesOf, writeAnnotations } from './client-citations.ts';
import type { CallForm } from './client-functions.ts';
import { writeRedacted, writeThought } from './client-reasoning.ts';
import { stringOf } from '../open-fields.ts';

/** The message of a whole answer: the same as what the stream's deltas amount to. */
export function writeWholeMessage(
  { content }: Message,
  forms: ReadonlyMap<string, CallForm>,
): Record<string, unknown> {
  const texts = content.filter(({ type }) => type === 'text');
  const text = texts.map((block) => stringOf(block['text'])).join('');
  const calls = content.filter(({ type }) => type === 'tool_use').map(answeredCall);
  const annotations = writeAnnotations(texts.map(citedText), content.flatMap(pagesOf));
  return {
    role: 'assistant',
    content: text === '' && calls.length > 0 ? null : text,
    refusal: null,
    ...writeReasoning(content),
    ...writeCalls(calls, forms),
    ...(annotations.length > 0 && { annotations }),
  };
}

function answeredCall(block: Block): { id: string; name: string; input: string } {
  const { id, name, input = {} } = block;
  return { id: stringOf(id), name: stringOf(name), input: JSON.stringify(input) };
}

function citedText({ text, citations }: Block): Parameters<typeof writeAnnotations>[0][number] {
  const cited = Array.isArray(citations) ? citations.flatMap(citationOf) : [];
  return { characters: stringOf(text).length, citations: cited };
}

function writeReasoning(content: readonly Block[]): Record<string, unknown> {
  const thoughts = content.filter(({ type }) => type === 'thinking' || type === 'redacted_thinking');
  if (thoughts.length === 0) return {};
  const details = thoughts.map((block, index) =>
    block.type === 'thinking'
      ? writeThought(index, stringOf(block['thinking']), stringOf(block['signature']))
      : writeRedacted(index, block),
  );
  const text = thoughts.map((block) => stringOf(block['thinking'])).join('');
  return { ...(text !== '' && { reasoning_content: text }), reasoning_details: details };
}
