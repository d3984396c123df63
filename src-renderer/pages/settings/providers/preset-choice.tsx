import { useState } from 'react';
import type { FoundProvider } from '../../../../src-main/contract/providers.ts';
import type { PresetRow } from '../../../../src-main/contract/presets.ts';
import { useOperation } from '../../../hooks/use-operation.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Icon } from '../../../parts/icon.tsx';
import { Answer, EmptyState } from '../../../parts/placeholder.tsx';
import { Section } from '../../../parts/section.tsx';
import { nameOfWire } from '../../../wire-names.ts';
import { addressOfNew } from './place.ts';

/** Every preset to choose from, what is at hand first; typing narrows them down, Enter takes the first. */
export function PresetChoice({ title, isFirst = false }: { title: string; isFirst?: boolean }) {
  const { settingsProviders: texts } = useTexts();
  const listed = useOperation('presets.list', {});
  const found = useOperation('providers.discover', {}).data?.found ?? [];
  const [search, setSearch] = useState('');
  return (
    <Section title={title}>
      <Answer query={listed} lines={8}>
        {({ presets }) => {
          const shown = searchPresets(presets, search);
          const atHand = found.filter(({ preset }) => shown.some(({ id }) => id === preset));
          return (
            <form
              className="preset-choice"
              role="search"
              onSubmit={(event) => {
                event.preventDefault();
                const [first] = shown;
                if (search.trim() !== '' && first) window.location.hash = addressOfNew(first.id);
              }}
            >
              <label className="preset-search">
                <Icon name="search" />
                <span className="unseen">{texts.search}</span>
                <input
                  type="search"
                  autoFocus={!isFirst}
                  placeholder={texts.search}
                  autoComplete="off"
                  spellCheck={false}
                  value={search}
                  onChange={(event) => setSearch(event.target.value)}
                />
              </label>
              {atHand.length > 0 && (
                <>
                  <h3 className="preset-group">{texts.atHand}</h3>
                  <ul className="preset-grid">
                    {atHand.map((one) => (
                      <PresetLink
                        key={`${one.kind} ${one.preset}`}
                        preset={one.preset}
                        name={one.name}
                        about={aboutFound(one, texts)}
                      />
                    ))}
                  </ul>
                  <h3 className="preset-group">{texts.allPresets}</h3>
                </>
              )}
              <ul className="preset-grid">
                {shown.map((preset) => (
                  <PresetLink
                    key={preset.id}
                    preset={preset.id}
                    name={preset.name}
                    about={preset.baseUrl ? hostOf(preset.baseUrl) : nameOfWire(preset.wire, texts.builtIn)}
                  />
                ))}
              </ul>
              {shown.length === 0 && (
                <EmptyState title={texts.noPreset}>
                  <p>{texts.noPresetHint}</p>
                </EmptyState>
              )}
            </form>
          );
        }}
      </Answer>
    </Section>
  );
}

function PresetLink({ preset, name, about }: { preset: string; name: string; about: string }) {
  return (
    <li>
      <a className="preset" href={addressOfNew(preset)}>
        <span className="preset-name">{name}</span>
        <span className="preset-about">{about}</span>
      </a>
    </li>
  );
}

function aboutFound(one: FoundProvider, texts: ReturnType<typeof useTexts>['settingsProviders']): string {
  return one.kind === 'key' ? texts.variableIsSet(one.env) : texts.runsHere(one.models.length);
}

/** The presets in which every word stands, first those in whose name; what is built in needs no adding. */
function searchPresets(presets: readonly PresetRow[], search: string): PresetRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (...texts: string[]): boolean =>
    words.every((word) => texts.some((text) => text.toLowerCase().includes(word)));
  const found = presets.filter(
    ({ id, name, wire, baseUrl, isBuiltIn }) => !isBuiltIn && holds(id, name, wire, baseUrl ?? ''),
  );
  const isNamed = ({ id, name }: PresetRow): boolean => holds(id, name);
  return [...found.filter(isNamed), ...found.filter((preset) => !isNamed(preset))];
}

function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
}
