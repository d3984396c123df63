import { useTexts } from '../../hooks/use-texts.ts';
import { languages, storedLanguage, storeLanguage } from '../../language.ts';
import { SelectField } from '../../parts/field.tsx';
import { Section } from '../../parts/section.tsx';

const ownNames = { en: 'English', 'zh-CN': '简体中文' } as const;

/** Which language the pages speak in this browser. */
export function LanguageSection() {
  const { settings } = useTexts();
  return (
    <Section title={settings.sections.language}>
      <div className="settings-body">
        <SelectField
          label={settings.language.label}
          hint={settings.language.hint}
          defaultValue={storedLanguage() ?? ''}
          onChange={(event) => {
            storeLanguage(languages.find((language) => language === event.target.value) ?? null);
            window.location.reload();
          }}
        >
          <option value="">{settings.language.system}</option>
          {languages.map((language) => (
            <option key={language} value={language} lang={language}>
              {ownNames[language]}
            </option>
          ))}
        </SelectField>
      </div>
    </Section>
  );
}
