import type { StopReason, Usage } from '../anthropic/messages.ts';
import { recordOf, stringOf } from '../open-fields.ts';
import { readCitations, type Citation } from '../openai-chat/read-citations.ts';
import { readChatErrorValue } from '../openai-chat/read-error.ts';
import { isReplayable, textOfReasoning, type ReasoningItem } from './read-reasoning.ts';
import { readSearch, type Search } from './read-search.ts';
import { readResponsesUsage } from './read-usage.ts';

/** Text of one item: what comes next of it, or all of it, which repeats what came in pieces. */
export interface ItemText {
  /** The item's place among the answer's items. */
  item: number;
  text: string;
  isWhole: boolean;
}

/** What one event adds to an answer. */
export type Piece =
  | ({ kind: 'text' | 'refusal' | 'thinking' } & ItemText)
  | ({ kind: 'call'; id?: string; name?: string } & ItemText)
  /** Ends an item of reasoning. */
  | { kind: 'reasoning'; reasoning: ReasoningItem }
  | { kind: 'search'; item: number; search: Search }
  | { kind: 'citations'; citations: readonly Citation[] }
  | { kind: 'end'; stopReason: StopReason; usage: Usage };

type Fields = Record<string, unknown>;
type ReadEvent = (event: Fields) => Piece[];

/** Events that add to an answer (https://developers.openai.com/api/docs/guides/streaming-responses); others repeat them. */
const readers: ReadonlyMap<string, ReadEvent> = new Map<string, ReadEvent>([
  ['response.output_text.delta', (event) => [{ kind: 'text', ...nextText(event) }]],
  ['response.refusal.delta', (event) => [{ kind: 'refusal', ...nextText(event) }]],
  ['response.reasoning_text.delta', (event) => [{ kind: 'thinking', ...nextText(event) }]],
  ['response.reasoning_summary_text.delta', (event) => [{ kind: 'thinking', ...nextText(event) }]],
  ['response.reasoning_summary_part.added', readSummaryPart],
  ['response.function_call_arguments.delta', (event) => [{ kind: 'call', ...nextText(event) }]],
  ['response.function_call_arguments.done', (event) => [readCall(placeOf(event), event)]],
  ['response.output_item.added', readBegunItem],
  ['response.output_item.done', (event) => readItem(placeOf(event), recordOf(event['item']))],
  ['response.completed', readEnd],
  ['response.incomplete', readEnd],
  ['response.failed', (event) => fail(recordOf(event['response'])['error'])],
  ['error', (event) => fail(event['error'] ?? event)],
]);

const stopReasons: ReadonlyMap<unknown, StopReason> = new Map<unknown, StopReason>([
  ['max_output_tokens', 'max_tokens'],
  ['content_filter', 'refusal'],
]);

/** Whether an event is the last of an answer. */
export function isEnd(event: Fields): boolean {
  return readers.get(stringOf(event['type'])) === readEnd;
}

/** Reads an event; throws UpstreamStreamError if it reports an error. */
export function readPieces(event: Fields): Piece[] {
  return readers.get(stringOf(event['type']))?.(event) ?? [];
}

/** The items of a whole response, or of one whose items never came by themselves. */
export function readItems(response: Fields): Piece[] {
  const { output } = response;
  return Array.isArray(output) ? output.flatMap((item, place) => readItem(place, recordOf(item))) : [];
}

function readItem(place: number, item: Fields): Piece[] {
  switch (item['type']) {
    case 'message':
      return readMessage(place, item);
    case 'function_call':
      return [readCall(place, item)];
    case 'reasoning':
      return [
        { kind: 'thinking', item: place, text: textOfReasoning(item), isWhole: true },
        ...(isReplayable(item) ? [{ kind: 'reasoning' as const, reasoning: item }] : []),
      ];
    case 'web_search_call': {
      const search = readSearch(item);
      return search ? [{ kind: 'search', item: place, search }] : [];
    }
    default:
      return [];
  }
}

function readMessage(place: number, { content }: Fields): Piece[] {
  const parts = Array.isArray(content) ? content.map(recordOf) : [];
  const whole = (field: string) => parts.map((part) => stringOf(part[field])).join('');
  return [
    { kind: 'text', item: place, text: whole('text'), isWhole: true },
    { kind: 'refusal', item: place, text: whole('refusal'), isWhole: true },
    { kind: 'citations', citations: parts.flatMap((part) => readCitations(part['annotations'])) },
  ];
}

function readCall(place: number, call: Fields): Piece {
  const id = stringOf(call['call_id']);
  const name = stringOf(call['name']);
  const text = stringOf(call['arguments']);
  return { kind: 'call', item: place, text, isWhole: true, ...(id && { id }), ...(name && { name }) };
}

/** An item that begins tells whom it calls; what else it may hold comes again. */
function readBegunItem(event: Fields): Piece[] {
  const item = recordOf(event['item']);
  if (item['type'] !== 'function_call') return [];
  return [readCall(placeOf(event), { ...item, arguments: '' })];
}

/** Summaries of several thoughts stand apart. */
function readSummaryPart(event: Fields): Piece[] {
  const isFirst = (event['summary_index'] ?? 0) === 0;
  return isFirst ? [] : [{ kind: 'thinking', item: placeOf(event), text: '\n\n', isWhole: false }];
}

function readEnd(event: Fields): Piece[] {
  const response = recordOf(event['response']);
  const { reason } = recordOf(response['incomplete_details']);
  const stopReason = stopReasons.get(reason) ?? 'end_turn';
  return [{ kind: 'end', stopReason, usage: readResponsesUsage(response) }];
}

function fail(error: unknown): never {
  throw readChatErrorValue(error);
}

function nextText(event: Fields): ItemText {
  return { item: placeOf(event), text: stringOf(event['delta']), isWhole: false };
}

function placeOf({ output_index: place }: Fields): number {
  return typeof place === 'number' ? place : 0;
}
