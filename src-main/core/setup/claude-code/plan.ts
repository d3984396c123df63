import type { ClaudeCodeUndone } from '../../../contract/claude-code.ts';
import { editText } from '../../config/edit-text.ts';
import { isRecord, placeName, placeOf, readPlace, writePlace, type Place, type Settings } from './places.ts';
import { asOurs, isOurs, type Before, type Entry, type Held } from './record.ts';
import { readSettings } from './settings-text.ts';
import { holdsSecret } from './shown.ts';
import type { Wish } from './wishes.ts';

/** One place that gets another value; `secret` names one in the keychain. */
export interface Step {
  place: Place;
  to: Before;
}

/** What an apply does: where it writes what, what the record keeps of it, and which secrets go to the keychain first. */
interface ApplyPlan {
  steps: Step[];
  places: Record<string, Held>;
  secrets: { name: string; value: unknown }[];
}

interface Given {
  settings: Settings;
  entry: Pick<Entry, 'places'> | undefined;
  /** Without an entry: the places that hold a Signalbox's value all the same. */
  recognised: ReadonlySet<string>;
}

/**
 * Plans an apply. What stood before stays the user's own: over a value of ours it is what the record says, over
 * anything else it is that.
 */
export function planApply(
  wishes: readonly Wish[],
  { settings, entry, recognised }: Given,
  nameSecret: (place: string) => string,
): ApplyPlan {
  const plan: ApplyPlan = { steps: [], places: {}, secrets: [] };
  const wished = new Set(wishes.map(({ place }) => placeName(place)));
  const givenUp = planUndo({ settings, entry, recognised }).steps.filter(
    ({ place }) => !wished.has(placeName(place)),
  );
  plan.steps.push(...givenUp);
  for (const { place, value } of wishes) {
    const name = placeName(place);
    const current = readPlace(settings, place);
    const known = entry?.places[name];
    const before = known && isOurs(known, current) ? known.before : beforeOf(place, current);
    plan.places[name] = { before, ours: [asOurs(place, value)] };
    plan.steps.push({ place, to: { kind: 'value', value } });
  }
  return plan;

  function beforeOf(place: Place, standing: unknown): Before {
    const name = placeName(place);
    if (standing === undefined || recognised.has(name)) return { kind: 'absent' };
    if (!holdsSecret(place, standing)) return { kind: 'value', value: standing };
    const secret = nameSecret(name);
    plan.secrets.push({ name: secret, value: standing });
    return { kind: 'secret', name: secret };
  }
}

/** Plans the way back: only what still holds our value changes. */
export function planUndo({ settings, entry, recognised }: Given): {
  steps: Step[];
  keys: ClaudeCodeUndone['keys'];
} {
  const places: [string, Held | undefined][] = entry
    ? Object.entries(entry.places)
    : [...recognised].map((name) => [name, undefined]);
  const steps: Step[] = [];
  const keys: ClaudeCodeUndone['keys'] = [];
  for (const [path, held] of places) {
    const place = placeOf(path);
    if (!place) continue;
    const to: Before = held?.before ?? { kind: 'absent' };
    const current = readPlace(settings, place);
    if (held && !isOurs(held, current)) {
      if (current !== undefined || to.kind !== 'absent') keys.push({ path, outcome: 'left' });
      continue;
    }
    steps.push({ place, to });
    keys.push({ path, outcome: to.kind === 'absent' ? 'removed' : 'restored' });
  }
  return { steps, keys };
}

/** A step with what stands in the keychain in place of its name. */
export interface ResolvedStep {
  place: Place;
  /** Undefined takes away. */
  value: unknown;
}

/** The text after the steps; `madeEnv` takes a block `env` away that they emptied. */
export function applySteps(text: string, steps: readonly ResolvedStep[], madeEnv: boolean): string {
  const begun = text.trim() === '' ? '{}\n' : text;
  const done = steps.reduce(
    (edited, { place, value }) => writePlace(edited, settingsOf(edited), place, value),
    begun,
  );
  return done === begun ? done : withoutEmptied(done, madeEnv);
}

/** What the steps have emptied is written as everybody writes an empty object. */
function withoutEmptied(text: string, madeEnv: boolean): string {
  const closed = isEmptyObject(settingsOf(text)['env'])
    ? editText(text, ['env'], madeEnv ? undefined : {})
    : text;
  return isEmptyObject(settingsOf(closed)) ? editText(closed, [], {}) : closed;
}

/** A text that was sound before an edit is sound after it. */
function settingsOf(text: string): Settings {
  const read = readSettings(text);
  if (read.kind === 'malformed') throw new Error(`an edit broke the settings: ${read.message}`);
  return read.settings;
}

function isEmptyObject(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 0;
}
