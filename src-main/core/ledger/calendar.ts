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
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - days + 1).getTime();
}
