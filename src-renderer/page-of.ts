/** The pages, each in a file of its own. */
export type PageName = 'popover' | 'dashboard' | 'settings';

/** Which page an address means; the server serves `/` and `/admin` only. */
export function pageOf({ pathname, search }: Pick<URL, 'pathname' | 'search'>): PageName {
  if (pathname === '/admin') return 'settings';
  return new URLSearchParams(search).get('view') === 'popover' ? 'popover' : 'dashboard';
}
