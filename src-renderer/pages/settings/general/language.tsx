import { useTexts } from '../../../hooks/use-texts.ts';
import { languages, storedLanguage, storeLanguage } from '../../../language.ts';
import { SelectField } from '../../../parts/field.tsx';
import { Section } from '../../../parts/section.tsx';

const ownNames = { en: 'English', 'zh-CN': '简体中文' } as const;

/** Which language the pages speak in this browser. */
export function LanguageChoice() {
  const { language } = useTexts().admin.general;
  return (
    <Section title={language.title}>
      <div className="settings-body">
        <SelectField
          label={language.label}
          hint={language.hint}
          defaultValue={storedLanguage() ?? ''}
          onChange={(event) => {
            storeLanguage(languages.find((each) => each === event.target.value) ?? null);
            window.location.reload();
          }}
        >
          <option value="">{language.system}</option>
          {languages.map((each) => (
            <option key={each} value={each} lang={each}>
              {ownNames[each]}
            </option>
          ))}
        </SelectField>
      </div>
    </Section>
  );
}
