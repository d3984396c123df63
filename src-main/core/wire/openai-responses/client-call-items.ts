import { recordOf, stringOf } from '../open-fields.ts';
import { callForms, type CallForm, type Growing } from './client-calls.ts';
import type { ItemEvent, ItemForm, Part } from './client-item.ts';
import { recordsOf } from './client-reading.ts';
import type { ClientTool } from './client-tools.ts';

/** A tool call, under the name and in the kind of item by which the client knows the tool. */
export function callForm({ kind, name, namespace }: ClientTool): ItemForm {
  const { itemType, idPrefix, writeFields, growing } = callForms[kind];
  const isNamed = kind === 'function' || kind === 'custom';
  return {
    idPrefix,
    item: ([part], { id, status }) => ({
      type: itemType,
      id,
      call_id: stringOf(part?.block['id']),
      ...(isNamed && { name }),
      ...(namespace !== undefined && { namespace }),
      ...(status === 'in_progress' && growing ? { [growing.field]: '' } : writeFields(part?.text ?? '')),
      ...(kind !== 'custom' && { status }),
    }),
    ...(growing !== undefined && growingEvents(growing, isNamed ? { name } : {}, writeFields)),
  };
}

function growingEvents(
  { event, field, inPieces }: Growing,
  called: { name?: string },
  writeFields: CallForm['writeFields'],
): Required<Pick<ItemForm, 'grown' | 'ended'>> {
  const tell = (delta: string): ItemEvent[] => (delta === '' ? [] : [{ type: `${event}.delta`, delta }]);
  return {
    grown: (delta) => (inPieces ? tell(delta) : []),
    ended: ({ text }) => {
      const whole = writeFields(text);
      const isTold = inPieces && text !== '';
      return [
        ...(isTold ? [] : tell(stringOf(whole[field]))),
        { type: `${event}.done`, ...called, ...whole },
      ];
    },
  };
}

/** A search that the upstream made itself: the call, and the pages that it found. */
export const searchForm: ItemForm = {
  idPrefix: 'ws',
  item: ([call, result], { id, status }) => {
    const found = result?.block['content'];
    const sources = recordsOf(found).map(({ url }) => ({ type: 'url', url }));
    return {
      type: 'web_search_call',
      id,
      status: result !== undefined && !Array.isArray(found) ? 'failed' : status,
      action: { type: 'search', query: queryOf(call), ...(result !== undefined && { sources }) },
    };
  },
  begun: (at) =>
    at > 0
      ? []
      : [{ type: 'response.web_search_call.in_progress' }, { type: 'response.web_search_call.searching' }],
  done: () => [{ type: 'response.web_search_call.completed' }],
};

function queryOf(call: Part | undefined): string {
  try {
    return stringOf(recordOf(JSON.parse(call?.text ?? ''))['query']);
  } catch {
    // Not all of it is known yet.
    return '';
  }
}
