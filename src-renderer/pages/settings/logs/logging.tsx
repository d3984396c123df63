import type { Config } from '../../../../src-main/contract/config.ts';
import { useConfigPart } from '../../../hooks/use-config-part.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { SelectField, Switch } from '../../../parts/field.tsx';
import { Answer } from '../../../parts/placeholder.tsx';
import { Section } from '../../../parts/section.tsx';

const levels = [
  'silent',
  'fatal',
  'error',
  'warn',
  'info',
  'debug',
  'trace',
] as const satisfies Config['logging']['level'][];

/** What is written down, and what is not unless it is asked for. */
export function Logging() {
  const { logging } = useTexts().admin.logs;
  const { read, change } = useConfigPart('logging');
  return (
    <Section title={logging.title}>
      <div className="settings-body">
        <Answer query={read} lines={3}>
          {({ logging: { level, bodies } }) => (
            <>
              <SelectField
                label={logging.level}
                hint={logging.levelHint}
                value={level}
                onChange={(event) => {
                  const chosen = levels.find((each) => each === event.target.value);
                  if (chosen)
                    change((current) => ({ ...current, level: chosen }), { text: logging.levelSet(chosen) });
                }}
              >
                {levels.map((each) => (
                  <option key={each} value={each}>
                    {each}
                  </option>
                ))}
              </SelectField>
              <Switch
                label={logging.bodies}
                hint={logging.bodiesHint}
                checked={bodies === 'masked'}
                onChange={(event) => {
                  const isOn = event.target.checked;
                  change((current) => ({ ...current, bodies: isOn ? 'masked' : 'off' }), {
                    text: isOn ? logging.bodiesOn : logging.bodiesOff,
                  });
                }}
              />
            </>
          )}
        </Answer>
      </div>
    </Section>
  );
}
