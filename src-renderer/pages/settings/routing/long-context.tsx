import { useState } from 'react';
import { isAmount, readAmount } from '../../../amount.ts';
import { useConfigPart } from '../../../hooks/use-config-part.ts';
import { useFormat, useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/field.tsx';
import { Form, FormActions } from '../../../parts/form.tsx';
import { Section } from '../../../parts/section.tsx';

/** Above how many tokens of input a request is long; nothing while no model is set for those. */
export function LongContext() {
  const { routing, parts } = useTexts().admin;
  const format = useFormat();
  const { read, change, isPending, problems } = useConfigPart('routes');
  const [typed, setTyped] = useState<string>();
  const longContext = read.data?.routes.longContext;
  if (!longContext) return null;
  const shown = typed ?? String(longContext.aboveTokens);
  const aboveTokens = readAmount(shown) ?? 0;
  return (
    <Section title={routing.longContext.title}>
      <div className="settings-body">
        <Form
          label={routing.longContext.title}
          isBusy={isPending}
          onSubmit={() =>
            isAmount(shown) &&
            change(
              (routes) =>
                routes.longContext
                  ? { ...routes, longContext: { ...routes.longContext, aboveTokens } }
                  : routes,
              {
                text: routing.longContext.saved(format.tokens(aboveTokens)),
                hasForm: true,
                onDone: () => setTyped(undefined),
              },
            )
          }
        >
          <TextField
            label={routing.longContext.label}
            hint={routing.longContext.hint}
            inputMode="numeric"
            value={shown}
            problem={
              isAmount(shown)
                ? (problems.fields.get('routes.longContext.aboveTokens') ?? problems.rest[0])
                : parts.notANumber
            }
            onChange={(event) => setTyped(event.target.value)}
          />
          <FormActions>
            <Button type="submit" disabled={typed === undefined}>
              {parts.save}
            </Button>
          </FormActions>
        </Form>
      </div>
    </Section>
  );
}
