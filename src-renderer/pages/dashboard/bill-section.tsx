import type { OperationOutput } from '../../../src-main/contract/operations.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useOperation } from '../../hooks/use-operation.ts';
import { useFormat, useTexts } from '../../hooks/use-texts.ts';
import { Button } from '../../parts/button.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Answer, EmptyState } from '../../parts/placeholder.tsx';
import { Section } from '../../parts/section.tsx';
import { saveText } from '../../save-file.ts';
import type { Address } from './address.ts';
import { localDay } from './bars.ts';
import { billsAsCsv } from './bill-file.ts';
import { BillCard } from './bill-card.tsx';
import { goTo } from './use-address.ts';

const shownMonths = 24;

type Report = OperationOutput<'credits.report'>;

/** What a month did to each client's balance, and for what; to be read, copied, saved or printed. */
export function BillSection({ address }: { address: Address }) {
  const { credits } = useTexts();
  const thisMonth = localDay(useNow()).slice(0, 7);
  const month = address.month ?? thisMonth;
  const report = useOperation('credits.report', { month });
  return (
    <div className="bills">
      <Section
        title={credits.bills}
        aside={
          <span className="bill-controls">
            <MonthSelect
              month={month}
              newest={thisMonth}
              onChoose={(chosen) => goTo({ ...address, month: chosen })}
            />
            {report.data && <BillFiles report={report.data} />}
          </span>
        }
      >
        <Answer query={report} lines={6}>
          {({ bills }) =>
            bills.length === 0 ? (
              <EmptyState title={credits.noBills} />
            ) : (
              <ul>
                {bills.map((bill) => (
                  <li key={bill.client}>
                    <BillCard bill={bill} />
                  </li>
                ))}
              </ul>
            )
          }
        </Answer>
      </Section>
    </div>
  );
}

interface MonthSelectProps {
  month: string;
  newest: string;
  onChoose: (month: string) => void;
}

function MonthSelect({ month, newest, onChoose }: MonthSelectProps) {
  const { credits } = useTexts();
  const format = useFormat();
  const months = [...new Set([...monthsBefore(newest), month])].sort().toReversed();
  return (
    <select
      className="control"
      aria-label={credits.month}
      value={month}
      onChange={({ target }) => onChoose(target.value)}
    >
      {months.map((each) => (
        <option key={each} value={each}>
          {format.month(each)}
        </option>
      ))}
    </select>
  );
}

function BillFiles({ report }: { report: Report }) {
  const { credits } = useTexts();
  const name = `signalbox-bills-${report.month}`;
  return (
    <>
      <CopyButton label={credits.copyCsv} textOf={() => billsAsCsv(report)} />
      <Button
        icon="download"
        onClick={() => saveText(billsAsCsv(report), `${name}.csv`, 'text/csv; charset=utf-8')}
      >
        {credits.saveCsv}
      </Button>
      <Button
        icon="download"
        onClick={() => saveText(`${JSON.stringify(report, null, 2)}\n`, `${name}.json`, 'application/json')}
      >
        {credits.saveJson}
      </Button>
      <Button icon="print" onClick={() => window.print()}>
        {credits.print}
      </Button>
    </>
  );
}

function monthsBefore(newest: string): string[] {
  const [year = 0, month = 1] = newest.split('-').map(Number);
  return Array.from({ length: shownMonths }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back)).toISOString().slice(0, 7),
  );
}
