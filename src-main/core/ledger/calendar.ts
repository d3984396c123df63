import type { Budget } from '../../contract/config.ts';

/** The day of the machine's own calendar at a time, as `2026-11-28`. */
export function localDay(atMs: number): string {
  const date = new Date(atMs);
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${date.getFullYear()}-${month}-${day}`;
}

/** When the last so many days began, today among them, in milliseconds since 1970; without a number, before everything. */
export function startOfDays(days: number | undefined, nowMs: number): number {
  if (days === undefined) return 0;
  const date = new Date(nowMs);
  return midnight(date.getFullYear(), date.getMonth(), date.getDate() - days + 1);
}

/** A time from its first millisecond up to, and without, the first one after it. */
export interface Span {
  startMs: number;
  endMs: number;
}

/** The day or month of the machine's own calendar that holds a time, however long its clocks make it. */
export function calendarSpan(period: Budget['period'], atMs: number): Span {
  const at = new Date(atMs);
  const [year, month, day] = [at.getFullYear(), at.getMonth(), at.getDate()];
  return period === 'day'
    ? { startMs: midnight(year, month, day), endMs: midnight(year, month, day + 1) }
    : { startMs: midnight(year, month, 1), endMs: midnight(year, month + 1, 1) };
}

/** A month written as `2026-11`, in the machine's own calendar. */
export function monthSpan(month: string): Span {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { startMs: midnight(year, number - 1, 1), endMs: midnight(year, number, 1) };
}

/** As `2026-11-28 14:05`, in the machine's own time. */
export function formatMinute(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${localDay(atMs)} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The first moment of a day; `new Date(year, …)` would read the years before 100 as those of the last century. */
function midnight(year: number, month: number, day: number): number {
  const date = new Date(2000, 0, 1);
  date.setFullYear(year, month, day);
  return date.getTime();
}
