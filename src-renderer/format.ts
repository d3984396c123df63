/** What stands for a value that nobody reported: never 0. */
export const unknownValue = '–';

const count = new Intl.NumberFormat();
const seconds = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const time = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  second: '2-digit',
});

/** A count in the reader's own figures. */
export function formatCount(value: number | null): string {
  return value === null ? unknownValue : count.format(value);
}

/** A span of time: milliseconds below a second, seconds with one decimal below a minute, then minutes. */
export function formatDuration(spanMs: number | null): string {
  if (spanMs === null) return unknownValue;
  if (spanMs < 999.5) return `${Math.round(spanMs)} ms`;
  if (spanMs < 59_950) return `${seconds.format(spanMs / 1000)} s`;
  const whole = Math.round(spanMs / 1000);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** The day and the time of day, to the second, in the reader's own manner. */
export function formatTime(atMs: number): string {
  return time.format(atMs);
}
