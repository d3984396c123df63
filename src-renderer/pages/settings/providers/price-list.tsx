import { newPrice, nextRow, priceFields } from '../../../provider-draft.ts';
import type { TypedPrice } from '../../../provider-draft.ts';
import { pricePlace } from '../../../draft-problems.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button, IconButton } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/field.tsx';
import type { ProviderForm } from './provider-form.ts';

/** Prices of one's own, by model or pattern, over what is known. */
export function PriceList({ form }: { form: ProviderForm }) {
  const { prices: texts } = useTexts().settingsProviders;
  const { prices } = form.draft;
  const change = (row: number, part: Partial<TypedPrice>): void =>
    form.type({ prices: prices.map((price) => (price.row === row ? { ...price, ...part } : price)) });
  return (
    <>
      <p className="field-notes">{texts.hint}</p>
      {prices.map((price) => (
        <fieldset key={price.row} className="price">
          <legend className="unseen">{texts.of(price.pattern)}</legend>
          <div className="price-pattern">
            <TextField
              label={texts.pattern}
              placeholder="gpt-6*"
              value={price.pattern}
              problem={form.problemAt(pricePlace(price))}
              onChange={(event) => change(price.row, { pattern: event.target.value })}
            />
            <IconButton
              icon="trash"
              label={texts.remove(price.pattern)}
              onClick={() => form.type({ prices: prices.filter(({ row }) => row !== price.row) })}
            />
          </div>
          <div className="field-grid">
            {priceFields.map((name) => (
              <TextField
                key={name}
                label={texts.fields[name]}
                inputMode="decimal"
                value={price[name]}
                problem={form.problemAt(`${pricePlace(price)}.${name}`)}
                onChange={(event) => change(price.row, { [name]: event.target.value })}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <div className="form-buttons">
        <Button
          icon="plus"
          onClick={() => form.type({ prices: [...prices, { ...newPrice, row: nextRow(prices) }] })}
        >
          {texts.add}
        </Button>
      </div>
    </>
  );
}
