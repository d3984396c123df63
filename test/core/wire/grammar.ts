import type { BlockDelta, MessageEvent } from '../../../src-main/core/wire/anthropic/messages.ts';

const deltasOfBlock: Readonly<Record<string, readonly BlockDelta['type'][]>> = {
  text: ['text_delta', 'citations_delta'],
  thinking: ['thinking_delta', 'signature_delta'],
  tool_use: ['input_json_delta'],
  server_tool_use: ['input_json_delta'],
};

/** What is wrong with a stream by the grammar of PROTOCOL section 2; a stream that broke off may lack its end. */
export function grammarFaults(events: readonly MessageEvent[], isBrokenOff = false): string[] {
  const faults: string[] = [];
  const ids: unknown[] = [];
  let open: { type: string; index: number; isSigned: boolean } | undefined;
  let nextIndex = 0;
  for (const [position, event] of events.entries()) {
    const fault = (what: string): void => void faults.push(`event ${position}, ${event.type}: ${what}`);
    if ((event.type === 'message_start') !== (position === 0)) fault('must be the first and only the first');
    if (event.type === 'content_block_start') {
      if (open) fault('another block is open');
      if (event.index !== nextIndex) fault(`the index must be ${nextIndex}`);
      open = { type: event.content_block.type, index: event.index, isSigned: false };
      nextIndex += 1;
      const { id, name } = event.content_block;
      if (open.type === 'tool_use' && !/^[a-zA-Z0-9_-]+$/.test(String(id)))
        fault('its id has other characters');
      if (open.type === 'tool_use' && (typeof name !== 'string' || name === '')) fault('no name');
      if (id !== undefined && ids.includes(id)) fault('its id is taken');
      if (id !== undefined) ids.push(id);
    }
    if (event.type === 'content_block_delta') {
      if (open?.index !== event.index) fault('its block is not the open one');
      if (open?.isSigned) fault('follows the signature');
      if (!deltasOfBlock[open?.type ?? '']?.includes(event.delta.type))
        fault(`${event.delta.type} in ${open?.type}`);
      if (Object.values(event.delta).includes('')) fault('is empty');
      if (open && event.delta.type === 'signature_delta') open.isSigned = true;
    }
    if (event.type === 'content_block_stop') {
      if (open?.index !== event.index) fault('its block is not the open one');
      if (open?.type === 'thinking' && !open.isSigned) fault('the thinking is not signed');
      open = undefined;
    }
    if (event.type === 'message_delta') {
      if (open) fault('a block is open');
      if (events[position + 1]?.type !== 'message_stop') fault('message_stop must follow');
    }
    if (event.type === 'message_stop') {
      if (position !== events.length - 1) fault('must be the last');
      if (events[position - 1]?.type !== 'message_delta') fault('message_delta must come before');
      if (isBrokenOff) fault('a broken stream must not end as if it were whole');
    }
  }
  if (!isBrokenOff && events.at(-1)?.type !== 'message_stop') faults.push('does not end with message_stop');
  return faults;
}
