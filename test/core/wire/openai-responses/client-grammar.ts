import { recordOf } from '../../../../src-main/core/wire/open-fields.ts';
import type { WrittenEvent } from './client-answers.ts';

const ends = new Set(['response.completed', 'response.incomplete', 'response.failed']);

/** Which events an item's own may be, by its type. */
const eventsOfItem: Readonly<Record<string, RegExp>> = {
  message: /^response\.(content_part|output_text)\./,
  reasoning: /^response\.reasoning_summary_(part|text)\./,
  function_call: /^response\.function_call_arguments\./,
  custom_tool_call: /^response\.custom_tool_call_input\./,
  local_shell_call: /^$/,
  tool_search_call: /^$/,
  web_search_call: /^response\.web_search_call\./,
};

/** What is wrong with the order of a Responses stream's events. */
export function orderFaults(events: readonly WrittenEvent[]): string[] {
  const faults: string[] = [];
  const done: unknown[] = [];
  let open: { type: string; id: unknown } | undefined;
  let told = '';
  for (const [position, event] of events.entries()) {
    const fault = (what: string): void => void faults.push(`event ${position}, ${event.type}: ${what}`);
    const item = recordOf(event['item']);
    if (event.sequence_number !== position) fault(`its number is ${event.sequence_number}`);
    if ((event.type === 'response.created') !== (position === 0))
      fault('must be the first and only the first');
    if ((event.type === 'response.in_progress') !== (position === 1)) fault('must be the second');
    if (ends.has(event.type) !== (position === events.length - 1))
      fault('only an end, and always one, is last');
    if ('output_index' in event && event['output_index'] !== done.length) fault('not the open item');
    if (typeof event['delta'] === 'string') told += event['delta'];
    const whole = event['text'] ?? event['arguments'] ?? event['input'];
    if (event.type.endsWith('.done') && whole !== undefined) {
      if (told !== whole) fault(`its deltas said ${told}`);
      told = '';
    }
    if (event.type === 'response.output_item.added') {
      if (open) fault('another item is open');
      open = { type: String(item['type']), id: item['id'] };
    } else if (event.type === 'response.output_item.done') {
      if (open?.id !== item['id'] || open?.type !== item['type']) fault('another item than was added');
      done.push(item);
      open = undefined;
    } else if ('item_id' in event) {
      if (event['item_id'] !== open?.id) fault('names another item');
      if (!eventsOfItem[open?.type ?? '']?.test(event.type)) fault(`inside ${open?.type}`);
    } else if (open) fault('an item is open');
  }
  const final = recordOf(events.at(-1)?.['response'])['output'];
  if (JSON.stringify(final) !== JSON.stringify(done)) faults.push('the last event holds other items');
  const ids = done.map((item) => recordOf(item)['id']);
  if (new Set(ids).size < ids.length) faults.push('an id is taken twice');
  return faults;
}
