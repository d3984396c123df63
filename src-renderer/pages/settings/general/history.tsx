import { useState } from 'react';
import { isAmount, readAmount } from '../../../amount.ts';
import { useConfigPart } from '../../../hooks/use-config-part.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { Switch, TextField } from '../../../parts/field.tsx';
import { Form, FormActions } from '../../../parts/form.tsx';
import { Answer } from '../../../parts/placeholder.tsx';
import { Section } from '../../../parts/section.tsx';

/** How long requests are kept, and whether prices are renewed. */
export function History() {
  const { history } = useTexts().admin.general;
  const { read: prices, change } = useConfigPart('prices');
  const { read: ledger } = useConfigPart('ledger');
  return (
    <Section title={history.title}>
      <div className="settings-body">
        <Answer query={ledger} lines={2}>
          {(config) => <Retention days={config.ledger.retentionDays} />}
        </Answer>
        {prices.data && (
          <Switch
            label={history.prices}
            hint={history.pricesHint}
            checked={prices.data.prices.update === 'daily'}
            onChange={(event) => {
              const isOn = event.target.checked;
              change((current) => ({ ...current, update: isOn ? 'daily' : 'off' }), {
                text: isOn ? history.pricesOn : history.pricesOff,
              });
            }}
          />
        )}
      </div>
    </Section>
  );
}

function Retention({ days }: { days: number | null }) {
  const { general, parts } = useTexts().admin;
  const { history } = general;
  const { change, isPending, problems } = useConfigPart('ledger');
  const [typed, setTyped] = useState(days?.toString() ?? '');
  return (
    <Form
      label={history.retention}
      isBusy={isPending}
      onSubmit={() =>
        isAmount(typed) &&
        change((current) => ({ ...current, retentionDays: readAmount(typed) }), {
          text: history.saved,
          hasForm: true,
        })
      }
    >
      <TextField
        label={history.retention}
        hint={history.retentionHint}
        inputMode="numeric"
        value={typed}
        problem={
          isAmount(typed)
            ? (problems.fields.get('ledger.retentionDays') ?? problems.rest[0])
            : parts.notANumber
        }
        onChange={(event) => setTyped(event.target.value)}
      />
      <FormActions>
        <Button type="submit" disabled={typed === (days?.toString() ?? '')}>
          {parts.save}
        </Button>
      </FormActions>
    </Form>
  );
}
