import { recordOf } from '../open-fields.ts';
import type { CallForm } from './client-functions.ts';

/** A tool call of an answer; `input` is its JSON. */
export interface AnsweredCall {
  id: string;
  name: string;
  input: string;
}

/** A field of a message or a delta that holds calls. */
export type CallFields = Readonly<Record<string, unknown>>;

/** All calls of a message. A client of the legacy form knows one call only. */
export function writeCalls(calls: readonly AnsweredCall[], forms: ReadonlyMap<string, CallForm>): CallFields {
  const written = calls.map((call) => ({ form: formOf(call.name, forms), call }));
  const legacy = written.find(({ form }) => form === 'legacy');
  if (legacy) return { function_call: writeCall(legacy.call, 'legacy') };
  return calls.length > 0 ? { tool_calls: written.map(({ form, call }) => writeCall(call, form)) } : {};
}

/** The delta that begins a call; its arguments follow, or for a freeform one its whole text. */
export function beginCall(index: number, call: AnsweredCall, form: CallForm): CallFields {
  const begun = writeCall({ ...call, input: '' }, form);
  return form === 'legacy' ? { function_call: begun } : { tool_calls: [{ index, ...begun }] };
}

/** The delta that adds to a call's arguments. */
export function continueCall(index: number, input: string, form: CallForm): CallFields {
  if (form === 'legacy') return { function_call: { arguments: input } };
  const more =
    form === 'custom' ? { custom: { input: freeText(input) } } : { function: { arguments: input } };
  return { tool_calls: [{ index, ...more }] };
}

export function formOf(name: string, forms: ReadonlyMap<string, CallForm>): CallForm {
  return forms.get(name) ?? 'function';
}

/** A call as a whole message holds it. */
function writeCall({ id, name, input }: AnsweredCall, form: CallForm): Record<string, unknown> {
  switch (form) {
    case 'custom':
      return { id, type: 'custom', custom: { name, input: freeText(input) } };
    case 'legacy':
      return { name, arguments: input };
    default:
      return { id, type: 'function', function: { name, arguments: input } };
  }
}

/** The text inside a freeform call's input; input of any other shape is passed on as it is. */
function freeText(input: string): string {
  try {
    const { input: text } = recordOf(JSON.parse(input));
    return typeof text === 'string' ? text : input;
  } catch {
    // Empty at the call's beginning, or broken by the model: the client will say what it thinks of it.
    return input;
  }
}
