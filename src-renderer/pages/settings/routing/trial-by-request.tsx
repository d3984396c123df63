import { useState } from 'react';
import type { RequestRow } from '../../../../src-main/contract/requests.ts';
import type { Format } from '../../../format.ts';
import { useRequests } from '../../../hooks/use-core.ts';
import { useFormat, useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { SelectField } from '../../../parts/field.tsx';
import { Form, FormActions } from '../../../parts/form.tsx';
import { ErrorState, Skeleton } from '../../../parts/placeholder.tsx';
import type { Tried } from './trial.tsx';

const offered = 100;

interface TrialByRequestProps {
  isBusy: boolean;
  onTry: (tried: Tried) => void;
}

/** Picks one of the last requests. */
export function TrialByRequest({ isBusy, onTry }: TrialByRequestProps) {
  const { trial } = useTexts().admin.routing;
  const format = useFormat();
  const { rows, error, retry } = useRequests(offered);
  const [picked, setPicked] = useState<string>();
  if (!rows) return error ? <ErrorState message={error.message} onRetry={retry} /> : <Skeleton lines={2} />;
  const id = picked ?? rows[0]?.id;
  if (id === undefined) return <p className="quiet">{trial.noRequests}</p>;
  return (
    <Form label={trial.title} isBusy={isBusy} onSubmit={() => onTry({ id })}>
      <SelectField
        label={trial.request}
        hint={trial.requestHint}
        value={id}
        onChange={(event) => setPicked(event.target.value)}
      >
        {rows.map((row) => (
          <option key={row.id} value={row.id}>
            {describe(row, format)}
          </option>
        ))}
      </SelectField>
      <FormActions>
        <Button type="submit" look="primary" icon="play" aria-busy={isBusy}>
          {trial.action}
        </Button>
      </FormActions>
    </Form>
  );
}

function describe({ atMs, requestedModel, route, target, client }: RequestRow, format: Format): string {
  const way = [route, target].filter((part) => part !== null).join(' → ');
  return [format.time(atMs), client, requestedModel, way].filter(Boolean).join(' · ');
}
