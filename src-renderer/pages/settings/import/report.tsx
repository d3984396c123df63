import type { ImportReport } from '../../../../src-main/contract/imports.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { CodeBlock } from '../../../parts/code-block.tsx';
import { FormActions, More } from '../../../parts/form.tsx';
import { Section } from '../../../parts/section.tsx';
import { StateDot } from '../../../parts/state-dot.tsx';

interface ReportProps {
  report: ImportReport;
  isDone: boolean;
  isBusy: boolean;
  onApply: () => void;
}

/** What an import does: what stays behind comes first, since that is what one has to know. */
export function Report({ report, isDone, isBusy, onApply }: ReportProps) {
  const { imports } = useTexts().admin;
  const { carried, lost, keys, config } = report;
  return (
    <Section title={imports.report(report.tool)}>
      <div className="settings-body">
        <p role="status">{imports.summary(carried.length, lost.length)}</p>
        <FormActions>
          <Button look="primary" disabled={isDone} aria-busy={isBusy} onClick={() => !isBusy && onApply()}>
            {imports.apply}
          </Button>
          {isDone && <StateDot tone="good" word={imports.done} />}
        </FormActions>
        {lost.length > 0 && (
          <>
            <h3 className="import-heading">{imports.lost}</h3>
            <ul className="import-lines" aria-label={imports.lost}>
              {lost.map(({ from, why, whatToDo }) => (
                <li key={`${from} ${why}`}>
                  <code>{from || imports.whole}</code>
                  <div>
                    <p>{why}</p>
                    {whatToDo !== undefined && <p className="quiet">{whatToDo}</p>}
                  </div>
                </li>
              ))}
            </ul>
          </>
        )}
        <h3 className="import-heading">{imports.carried}</h3>
        <ul className="import-lines" aria-label={imports.carried}>
          {carried.map(({ from, to, what }) => (
            <li key={`${from} ${to} ${what}`}>
              <code>{from || imports.whole}</code>
              <div>
                <p>{what}</p>
                <p className="quiet">
                  → <code>{to}</code>
                </p>
              </div>
            </li>
          ))}
        </ul>
        {keys.length > 0 && <p>{imports.keys(keys.map(({ name }) => name).join(', '))}</p>}
        <More title={imports.config}>
          <CodeBlock label={imports.config} text={JSON.stringify(config, null, 2)} />
        </More>
      </div>
    </Section>
  );
}
