import type { Locator, Page } from 'playwright-core';

/** A section by its heading. */
export function section(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

/** One route with what it uses and its field. */
export function route(page: Page, name: string): Locator {
  return page
    .getByRole('listitem')
    .filter({ has: page.getByRole('combobox', { name: new RegExp(`^${name} `) }) });
}

/** The rows of the table of requests. */
export function rows(page: Page): Locator {
  return page.locator('tbody tr');
}

/** What the only row says under tokens in, tokens out, first token and total. */
export function figures(page: Page): Promise<string[]> {
  return rows(page).locator('td.figure').allInnerTexts();
}
