import type { Budget } from '../../contract/config.ts';
import type { Notice } from '../../contract/events.ts';
import type { BudgetState } from '../../contract/credits.ts';
import { formatUsd, toMicros } from '../money.ts';
import { calendarSpan, formatMinute, type Span } from './calendar.ts';
import type { FinishedRequest } from './requests.ts';
import type { SpentMicros } from './spending.ts';

/** A budget, and how much of it is spent in the period that is running. */
export interface BudgetStanding {
  budget: Budget;
  span: Span;
  spentMicros: number;
  state: BudgetState['state'];
}

/** What is spent of each budget; read from the ledger once a period, then kept up with each row. */
export interface Budgets {
  /** The budgets in force from now on. Says which of them the new limits put further than they were. */
  configure(budgets: readonly Budget[]): void;
  /** A row was committed; call it before anything else is. Says what it brought to 80 or 100 percent. */
  add(row: Pick<FinishedRequest, 'atMs' | 'target' | 'costMicros'>): void;
  standings(): readonly BudgetStanding[];
}

export interface BudgetsOptions {
  spentMicros: SpentMicros;
  /** Milliseconds since 1970. */
  now: () => number;
  tell: (notice: Omit<Notice, 'atMs'>) => void;
}

/** Makes the budgets' memory, empty until it is configured; what the first config brings is not news. */
export function createBudgets({ spentMicros, now, tell }: BudgetsOptions): Budgets {
  let entries: readonly Entry[] | undefined;

  function read(budget: Budget): Entry {
    const span = calendarSpan(budget.period, now());
    return { budget, span, spentMicros: spentMicros(span, budget.provider) };
  }

  const isOld = ({ span }: Entry): boolean => !contains(span, now());
  const renewed = (entry: Entry): Entry => (isOld(entry) ? read(entry.budget) : entry);

  function tellWorse(before: BudgetState['state'], entry: Entry): void {
    const state = stateOf(entry);
    if (ranks[state] > ranks[before]) tell(noticeOf({ ...entry, state }));
  }

  return {
    configure(budgets) {
      const before = entries?.map(renewed);
      entries = budgets.map(read);
      if (before === undefined) return;
      for (const entry of entries) {
        const last = before.find(({ budget }) => subjectOf(budget) === subjectOf(entry.budget));
        tellWorse(last ? stateOf(last) : 'ok', entry);
      }
    },
    add({ atMs, target, costMicros }) {
      entries = entries?.map((entry) => {
        const isMeant =
          costMicros !== null &&
          costMicros > 0 &&
          (entry.budget.provider === undefined || target?.split('/')[0] === entry.budget.provider);
        if (!isMeant) return entry;
        // What is read from the ledger now has the row in it.
        const after = isOld(entry)
          ? read(entry.budget)
          : contains(entry.span, atMs)
            ? { ...entry, spentMicros: entry.spentMicros + costMicros }
            : entry;
        tellWorse(isOld(entry) ? 'ok' : stateOf(entry), after);
        return after;
      });
    },
    standings() {
      entries = entries?.map(renewed);
      return (entries ?? []).map((entry) => ({ ...entry, state: stateOf(entry) }));
    },
  };
}

type Entry = Omit<BudgetStanding, 'state'>;

const ranks: Record<BudgetState['state'], number> = { ok: 0, warn: 1, over: 2 };

function contains({ startMs, endMs }: Span, atMs: number): boolean {
  return atMs >= startMs && atMs < endMs;
}

function stateOf({ budget, spentMicros }: Entry): BudgetState['state'] {
  const limitMicros = toMicros(budget.limitUsd);
  if (spentMicros >= limitMicros) return 'over';
  return 5 * spentMicros >= 4 * limitMicros ? 'warn' : 'ok';
}

function subjectOf({ period, provider }: Budget): string {
  return provider === undefined ? period : `${period}/${provider}`;
}

/** As `the daily budget of $5.00 for openrouter`. */
export function describeBudget({ period, provider, limitUsd }: Budget): string {
  const name = `the ${period === 'day' ? 'daily' : 'monthly'} budget of ${formatUsd(toMicros(limitUsd))}`;
  return provider === undefined ? name : `${name} for ${provider}`;
}

function noticeOf({ budget, span, spentMicros, state }: BudgetStanding): Omit<Notice, 'atMs'> {
  const subject = subjectOf(budget);
  const spent = formatUsd(spentMicros);
  if (state !== 'over') {
    const message = `four fifths of ${describeBudget(budget)} are spent (${spent})`;
    return { kind: 'budget', level: 'warn', subject, message };
  }
  const { consequence, level } = consequenceOf(budget);
  const message = `${describeBudget(budget)} is spent (${spent}): ${consequence} until ${formatMinute(span.endMs)}`;
  return { kind: 'budget', level, subject, message };
}

function consequenceOf({ atLimit, provider }: Budget): { consequence: string; level: Notice['level'] } {
  if (atLimit === 'warn') return { consequence: 'requests go on as before', level: 'warn' };
  if (atLimit !== 'stop') return { consequence: `"${atLimit.use}" takes over`, level: 'warn' };
  const consequence = provider === undefined ? 'requests are refused' : `${provider} gets no requests`;
  return { consequence, level: 'error' };
}
