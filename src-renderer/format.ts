import { once } from './once.ts';

/** What stands for a value that nobody reported: never 0. */
export const unknownValue = '–';

type Figure = number | null;

/** How figures, money and times are written in one locale; null is unknown and reads as a dash. */
export interface Format {
  /** For what reads figures rather than writes them. */
  locale: string;
  count: (value: Figure) => string;
  /** Short where it is large: `12.3K`. */
  tokens: (value: Figure) => string;
  /** US dollars; below a cent with two significant digits, so that a small cost does not read as none. */
  money: (usd: Figure) => string;
  /** US dollars to the last of six decimals that says something. */
  exactMoney: (usd: Figure) => string;
  /** A decimal number in any currency, as a provider told it. */
  amount: (decimal: string, currency: string) => string;
  percent: (share: Figure) => string;
  /** A share with its sign, as what something changed by. */
  change: (share: number) => string;
  /** Milliseconds below a second, seconds with one decimal below a minute, then minutes. */
  duration: (spanMs: Figure) => string;
  /** The day and the time of day, to the second. */
  time: (atMs: number) => string;
  /** A day of the calendar, given as `2026-11-28`. */
  day: (day: string) => string;
  /** A month of the calendar, given as `2026-11`. */
  month: (month: string) => string;
  /** How long ago, as `5 min. ago`. */
  ago: (atMs: number, nowMs: number) => string;
}

/**
 * Makes the formats of a locale, such as `en-GB`. Intl takes milliseconds to make the first of a kind, so each is made
 * when something is first written with it.
 */
export function createFormat(locale: string): Format {
  const number = (options?: Intl.NumberFormatOptions) => once(() => new Intl.NumberFormat(locale, options));
  const calendar = (options: Intl.DateTimeFormatOptions) =>
    once(() => new Intl.DateTimeFormat(locale, options));
  const unit = (name: string, digits = 0) =>
    number({
      style: 'unit',
      unit: name,
      unitDisplay: 'narrow',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  const dollars = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' } as const;
  const [count, compact, percent, change] = [
    number(),
    number({ notation: 'compact', maximumFractionDigits: 1 }),
    number({ style: 'percent', maximumFractionDigits: 0 }),
    number({ style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' }),
  ];
  const [money, smallMoney, exactMoney] = [
    number(dollars),
    number({ ...dollars, maximumSignificantDigits: 2 }),
    number({ ...dollars, maximumFractionDigits: 6 }),
  ];
  const [milliseconds, seconds, wholeSeconds, minutes] = [
    unit('millisecond'),
    unit('second', 1),
    unit('second'),
    unit('minute'),
  ];
  const time = calendar({
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
  });
  const day = calendar({ month: 'short', day: 'numeric', timeZone: 'UTC' });
  const month = calendar({ year: 'numeric', month: 'short', timeZone: 'UTC' });
  const relative = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }));

  return {
    locale,
    count: known((value) => count().format(value)),
    tokens: known((value) => (value < 10_000 ? count : compact)().format(value)),
    money: known((usd) => (usd !== 0 && Math.abs(usd) < 0.01 ? smallMoney : money)().format(usd)),
    exactMoney: known((usd) => exactMoney().format(usd)),
    amount: (decimal, currency) =>
      /^[A-Z]{3}$/.test(currency)
        ? number({ ...dollars, currency })().format(Number(decimal))
        : `${decimal} ${currency}`,
    percent: known((share) => percent().format(share)),
    change: (share) => change().format(share),
    duration: known((spanMs) => {
      if (spanMs < 999.5) return milliseconds().format(Math.round(spanMs));
      if (spanMs < 59_950) return seconds().format(spanMs / 1000);
      const whole = Math.round(spanMs / 1000);
      return `${minutes().format(Math.floor(whole / 60))} ${wholeSeconds().format(whole % 60)}`;
    }),
    time: (atMs) => time().format(atMs),
    day: (date) => day().format(new Date(`${date}T00:00Z`)),
    month: (date) => month().format(new Date(`${date}-01T00:00Z`)),
    ago: (atMs, nowMs) => {
      const [amount, name] = largestUnit(Math.max(0, nowMs - atMs) / 1000);
      return relative().format(-amount, name);
    },
  };
}

function known(format: (value: number) => string): (value: Figure) => string {
  return (value) => (value === null ? unknownValue : format(value));
}

/** What happened within the last seconds is now: a figure that counts up would draw the eye. */
function largestUnit(seconds: number): [number, Intl.RelativeTimeFormatUnit] {
  if (seconds < 10) return [0, 'second'];
  if (seconds < 60) return [Math.floor(seconds / 10) * 10, 'second'];
  if (seconds < 3600) return [Math.floor(seconds / 60), 'minute'];
  if (seconds < 86_400) return [Math.floor(seconds / 3600), 'hour'];
  return [Math.floor(seconds / 86_400), 'day'];
}
