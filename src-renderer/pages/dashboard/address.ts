/** The dashboard's views. */
export const viewNames = ['overview', 'requests', 'credits', 'models'] as const;
/** A view of the dashboard. */
export type ViewName = (typeof viewNames)[number];

/** Days of the calendar that are looked at, today among them. */
export const periods = ['1', '7', '30', '90', 'all'] as const;
/** A number of days, or all of them. */
export type Period = (typeof periods)[number];

/** What sums are told apart by. */
export const groupings = ['model', 'provider', 'route', 'client'] as const;
/** What sums are told apart by. */
export type Grouping = (typeof groupings)[number];

/** Which requests are listed; what is absent does not matter. */
export interface RequestFilter {
  provider?: string;
  route?: string;
  /** `failed`, or a status such as `200`. */
  outcome?: string;
  text?: string;
}

/** What of the dashboard is shown; all of it stands behind `#`, so that it can be linked and survives a reload. */
export interface Address extends RequestFilter {
  view: ViewName;
  period: Period;
  by: Grouping;
  /** A request that is open over the view. */
  request?: string;
  /** The client whose account is open. */
  client?: string;
  /** The month of the bills, as `2026-11`. */
  month?: string;
}

const usual = { view: 'overview', period: '30', by: 'model' } as const;
const filters = ['provider', 'route', 'outcome', 'text'] as const;

/** Reads `#VIEW?…`, `#credits/CLIENT?…` or `#request/ID?from=VIEW&…`; what is not understood is as usual. */
export function readAddress(hash: string): Address {
  const [path, query] = cut(hash, '?');
  const [name, rest] = cut(path, '/');
  const asked = new URLSearchParams(query);
  const isRequest = name === 'request' && rest !== '';
  const address: Address = {
    view: oneOf(viewNames, isRequest ? asked.get('from') : name) ?? (isRequest ? 'requests' : usual.view),
    period: oneOf(periods, asked.get('period')) ?? usual.period,
    by: oneOf(groupings, asked.get('by')) ?? usual.by,
  };
  for (const filter of filters) {
    const value = asked.get(filter);
    if (value) address[filter] = value;
  }
  const month = asked.get('month');
  if (month !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(month)) address.month = month;
  if (isRequest) address.request = decoded(rest);
  const client = isRequest ? asked.get('client') : name === 'credits' ? decoded(rest) : null;
  if (client) address.client = client;
  return address;
}

/** Writes what {@link readAddress} reads, without what is as usual. */
export function hrefOf({ view, request, client, period, by, ...rest }: Address): string {
  const query = new URLSearchParams();
  if (request !== undefined) query.set('from', view);
  if (request !== undefined && client !== undefined) query.set('client', client);
  if (period !== usual.period) query.set('period', period);
  if (by !== usual.by) query.set('by', by);
  for (const key of [...filters, 'month'] as const) {
    const value = rest[key];
    if (value) query.set(key, value);
  }
  const owner = view === 'credits' && client !== undefined ? `/${encodeURIComponent(client)}` : '';
  const path = request === undefined ? view + owner : `request/${encodeURIComponent(request)}`;
  return `#${path}${query.size > 0 ? `?${query.toString()}` : ''}`;
}

/** The same without the request that is open over it. */
export function behindRequest({ request: _request, ...address }: Address): Address {
  return address;
}

/** A period as operations take it. */
export function daysOf(period: Period): { days?: number } {
  return period === 'all' ? {} : { days: Number(period) };
}

function oneOf<Name extends string>(names: readonly Name[], asked: string | null): Name | undefined {
  return names.find((name) => name === asked);
}

function cut(text: string, at: string): [string, string] {
  const place = text.indexOf(at);
  return place < 0 ? [text, ''] : [text.slice(0, place), text.slice(place + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that somebody typed stands for itself.
    return text;
  }
}
