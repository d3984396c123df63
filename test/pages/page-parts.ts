import type { Locator, Page } from 'playwright-core';

/** A section by its heading. */
export function section(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

/** The button that shows what a route uses, and opens the choice of models. */
export function route(page: Page, name: string): Locator {
  return page.getByRole('button', { name: new RegExp(`^${name}: `) });
}

/** The choice of models, where it is open. */
export function picker(page: Page): Locator {
  return page.getByRole('dialog');
}

/** Goes from control to control, as a keyboard does, until the one that is meant has the focus. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let steps = 0; steps < 120; steps++) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${control.toString()}`);
}

/** The rows of the table of requests. */
export function rows(page: Page): Locator {
  return page.locator('.request-row');
}

/** What the only row says under tokens in, tokens out, cost, first token and total. */
export function figures(page: Page): Promise<string[]> {
  return rows(page).locator('td.figure').allInnerTexts();
}
