import { useState } from 'react';
import type { ProviderConfig } from '../../../../src-main/contract/config.ts';
import type { OperationOutput } from '../../../../src-main/contract/operations.ts';
import { problemsOf } from '../../../draft-problems.ts';
import { readFieldProblems } from '../../../field-problems.ts';
import { carryChange } from '../../../json-change.ts';
import { draftOf, entryOf } from '../../../provider-draft.ts';
import { useConfig } from '../../../hooks/use-config.ts';
import { useDraft } from '../../../hooks/use-draft.ts';
import { useChange } from '../../../hooks/use-operation.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { useToast } from '../../../parts/toast.tsx';
import type { ProviderForm } from './provider-form.ts';

/** The form of a provider and what can be done with all of it. */
export interface ProviderFormState {
  form: ProviderForm;
  isChanged: boolean;
  isSaving: boolean;
  /** What was refused and belongs to no field. */
  rest: string[];
  /** How often saving was refused: a step tells that the first wrong field wants the focus. */
  refusals: number;
  save: () => Promise<void>;
  discard: () => void;
  /** The entry as typed, to be tried. */
  typedEntry: () => Record<string, unknown>;
}

/** Holds what is typed for a provider until it is saved; only what was changed is written. */
export function useProviderForm(
  entry: ProviderConfig,
  { presets, defaults }: OperationOutput<'presets.list'>,
): ProviderFormState {
  const { id } = entry;
  const { settingsProviders: texts } = useTexts();
  const tell = useToast();
  const { save: saving } = useConfig();
  const keep = useChange('keys.set');
  const forget = useChange('keys.remove');
  const { base, typed, isChanged, type, discard } = useDraft(`provider/${id}`, draftOf(entry, defaults));
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [rest, setRest] = useState<string[]>([]);
  const [refusals, setRefusals] = useState(0);

  const refuse = (at: ReadonlyMap<string, string>, others: string[]): void => {
    setProblems(at);
    setRest(others);
    setRefusals((count) => count + 1);
  };
  const typedEntry = () => entryOf(typed, entry, defaults);
  const pasted = Object.entries(typed.pasted).filter(([name]) => typed.keys.includes(`keychain:${name}`));
  const isNew = ([name]: [string, string]): boolean => !(entry.keys ?? []).includes(`keychain:${name}`);

  const save = async (): Promise<void> => {
    const found = problemsOf(typed);
    if (found.size > 0) {
      refuse(new Map([...found].map(([place, problem]) => [place, texts.wrong[problem]])), []);
      return;
    }
    let place = -1;
    try {
      for (const [name, value] of pasted) await keep.mutateAsync({ name, value });
      await saving.mutateAsync((config) => {
        place = config.providers.findIndex((provider) => provider.id === id);
        const change = (current: ProviderConfig) =>
          Object(carryChange(entryOf(base, entry, defaults), typedEntry(), current, defaults));
        return {
          ...config,
          providers: config.providers.map((one) => (one.id === id ? change(one) : one)),
        };
      });
    } catch (error) {
      for (const [name] of pasted.filter(isNew)) await forget.mutateAsync({ name }).catch(() => undefined);
      const said = readFieldProblems(error instanceof Error ? error.message : String(error));
      const [own, others] = ofProvider(said.fields, place);
      refuse(own, [...said.rest, ...others]);
      return;
    }
    discard();
    refuse(new Map(), []);
    setRefusals(0);
    tell({ about: `provider/${id}`, text: texts.saved(id) });
    const gone = base.keys.filter((key) => key.startsWith('keychain:') && !typed.keys.includes(key));
    for (const name of gone.map((key) => key.slice('keychain:'.length))) {
      tell({
        about: `key/${name}`,
        text: texts.keyStays(name),
        action: { word: texts.removeKey, run: () => forget.mutate({ name }) },
      });
    }
  };

  const preset = presets.find((one) => one.id === entry.preset);
  return {
    form: {
      id,
      draft: typed,
      type,
      defaults,
      preset,
      wire: wireOf(typed.lines.wire, presets) ?? preset?.wire ?? entry.wire,
      problemAt: (place) => problems.get(place),
      problemsIn: (place) =>
        [...problems].flatMap(([path, message]) =>
          path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`) ? [message] : [],
        ),
    },
    isChanged,
    isSaving: saving.isPending || keep.isPending,
    rest,
    refusals,
    save,
    discard: () => {
      discard();
      refuse(new Map(), []);
      setRefusals(0);
    },
    typedEntry,
  };
}

type Wire = NonNullable<ProviderConfig['wire']>;

function wireOf(text: string, presets: OperationOutput<'presets.list'>['presets']): Wire | undefined {
  return presets.find(({ wire }) => wire === text)?.wire;
}

/** Problems by place within the provider, and in words those that name another place or none that has a field. */
function ofProvider(fields: ReadonlyMap<string, string>, index: number): [Map<string, string>, string[]] {
  const prefix = `providers[${index}]`;
  const own = new Map<string, string>();
  const others: string[] = [];
  for (const [path, message] of fields) {
    const place = path.startsWith(`${prefix}.`) ? path.slice(prefix.length + 1) : '';
    if (place === '' || place === 'id' || place === 'preset') others.push(`${path}: ${message}`);
    else own.set(place, message);
  }
  return [own, others];
}
