import type { OperationOutput } from '../../../src-main/contract/operations.ts';

/** A row of `usage.series`: one day, one key. */
export type SeriesRow = OperationOutput<'usage.series'>['rows'][number];

/** A part of every bar, from the bottom up; the key of all that has no series of its own is null. */
export interface Series {
  key: string | null;
  total: number;
}

/** Stacked bars in the order of time. */
export interface Bars {
  /** Whether a bar is a day or, where days would be too many, a month. */
  unit: 'day' | 'month';
  series: Series[];
  /** `values` in the order of the series. */
  bars: { time: string; values: number[] }[];
}

const mostSeries = 6;
const mostDays = 120;

/** One part of a bar for each key that weighs most, and one for all others; what is not known adds nothing. */
export function barsByKey(
  rows: readonly SeriesRow[],
  valueOf: (row: SeriesRow) => number | null,
  days: readonly string[],
): Bars {
  const totals = new Map<string, number>();
  for (const row of rows) totals.set(row.key, (totals.get(row.key) ?? 0) + (valueOf(row) ?? 0));
  const ordered = [...totals].filter(([, total]) => total > 0).sort((one, other) => other[1] - one[1]);
  // A seventh alone gets its own name rather than "others".
  const shown = ordered.slice(0, ordered.length === mostSeries + 1 ? mostSeries + 1 : mostSeries);
  const others = ordered.slice(shown.length);
  const series: Series[] = shown.map(([key, total]) => ({ key, total }));
  if (others.length > 0) series.push({ key: null, total: others.reduce((sum, [, total]) => sum + total, 0) });
  const place = new Map(shown.map(([key], index) => [key, index]));
  return stack(series, rows, days, (row, add) => add(place.get(row.key) ?? shown.length, valueOf(row)));
}

/** One part of a bar for each kind, whatever the key. */
export function barsByKind<Kind extends string>(
  rows: readonly SeriesRow[],
  kinds: Readonly<Record<Kind, (row: SeriesRow) => number | null>>,
  days: readonly string[],
): Bars {
  const readers = Object.entries<(row: SeriesRow) => number | null>(kinds);
  const series = readers.map(([key, read]) => ({
    key,
    total: rows.reduce((sum, row) => sum + (read(row) ?? 0), 0),
  }));
  return stack(series, rows, days, (row, add) => {
    for (const [index, [, read]] of readers.entries()) add(index, read(row));
  });
}

/** Every day from the first to today, also those on which nothing was asked; for all days from the first with a request. */
export function daysShown(
  days: number | undefined,
  today: string,
  rows: readonly { day: string }[],
): string[] {
  const known = rows.map(({ day }) => day).sort();
  const last = [today, ...known].sort().at(-1) ?? today;
  const first = days === undefined ? (known[0] ?? today) : dayBefore(last, days - 1);
  const shown: string[] = [];
  for (let day = first; day <= last; day = dayBefore(day, -1)) shown.push(day);
  return shown;
}

/** The day of a clock's own calendar, as `2026-11-28`. */
export function localDay(atMs: number): string {
  const date = new Date(atMs);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

function stack(
  series: Series[],
  rows: readonly SeriesRow[],
  days: readonly string[],
  spread: (row: SeriesRow, add: (index: number, value: number | null) => void) => void,
): Bars {
  const unit = days.length > mostDays ? 'month' : 'day';
  const timeOf = (day: string) => (unit === 'month' ? day.slice(0, 7) : day);
  const bars = new Map(days.map((day) => [timeOf(day), series.map(() => 0)]));
  for (const row of rows) {
    const values = bars.get(timeOf(row.day));
    if (!values) continue;
    spread(row, (index, value) => {
      values[index] = (values[index] ?? 0) + (value ?? 0);
    });
  }
  return { unit, series, bars: [...bars].map(([time, values]) => ({ time, values })) };
}

function dayBefore(day: string, count: number): string {
  const date = new Date(`${day}T00:00Z`);
  date.setUTCDate(date.getUTCDate() - count);
  return date.toISOString().slice(0, 10);
}
