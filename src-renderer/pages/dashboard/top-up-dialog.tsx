import { useRef, useState } from 'react';
import type { ClientCredits } from '../../../src-main/contract/credits.ts';
import { readFieldProblems } from '../../field-problems.ts';
import { useChange } from '../../hooks/use-operation.ts';
import { useFormat, useTexts } from '../../hooks/use-texts.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/field.tsx';
import { useToast } from '../../parts/toast.tsx';
import { readAmount } from './amount.ts';

const microsPerUsd = 1_000_000;

/** Adds to a client's balance, or corrects it; what the amount was read as stands below it before anything happens. */
export function TopUpDialog({
  client: { client, name, balanceUsd },
  onClose,
}: {
  client: ClientCredits;
  onClose: () => void;
}) {
  const { credits, common } = useTexts();
  const format = useFormat();
  const tell = useToast();
  const first = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [note, setNote] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const add = useChange('credits.add', ['credits.list', 'credits.get', 'credits.report']);
  const refused = add.error && readFieldProblems(add.error.message);
  const amount = readAmount(typed, format.locale);
  const usd = amount.kind === 'micros' ? amount.micros / microsPerUsd : undefined;
  const problem =
    isChecked && amount.kind === 'problem' ? credits.problems[amount.problem] : refused?.fields.get('usd');

  const submit = () => {
    setIsChecked(true);
    if (usd === undefined) {
      first.current?.focus();
      return;
    }
    add.mutate(
      { client, usd, note: note.trim() },
      {
        onSuccess: () => {
          const words = usd > 0 ? credits.added : credits.corrected;
          tell({ about: `credits/${client}`, text: words(format.exactMoney(usd), name) });
          onClose();
        },
      },
    );
  };

  return (
    <Dialog title={credits.topUpFor(name)} firstFocus={first} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!add.isPending) submit();
        }}
      >
        <div className="dialog-body top-up">
          <TextField
            ref={first}
            label={credits.amount}
            hint={
              usd === undefined
                ? credits.amountHint
                : credits.becomes(format.exactMoney(balanceUsd), format.exactMoney(sumOf(balanceUsd, usd)))
            }
            problem={problem}
            inputMode="decimal"
            value={typed}
            onChange={({ target }) => {
              setTyped(target.value);
              setIsChecked(false);
              add.reset();
            }}
          />
          <TextField
            label={credits.note}
            hint={credits.noteHint}
            problem={refused?.fields.get('note')}
            maxLength={500}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
          {refused && refused.rest.length > 0 && (
            <p className="failure" role="alert">
              {refused.rest.join(' ')}
            </p>
          )}
        </div>
        <footer className="dialog-footer">
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button type="submit" look="primary" aria-busy={add.isPending}>
            {usd === undefined
              ? credits.addNothing
              : (usd > 0 ? credits.add : credits.correct)(format.exactMoney(usd))}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

/** To the micro-dollar, as the ledger adds. */
function sumOf(balanceUsd: number, usd: number): number {
  return (Math.round(balanceUsd * microsPerUsd) + Math.round(usd * microsPerUsd)) / microsPerUsd;
}
