import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startSeededCore, withAccounts, type SeededCore } from '../support/seeded-core.ts';
import { chromiumPath, launchBrowser, openPage, type OpenPage } from './browser.ts';

interface Shown {
  name: string;
  address: string;
  /** Brings the page into the state that is looked at. */
  until: (page: Page) => Promise<unknown>;
}

const pages: readonly Shown[] = [
  {
    name: 'the popover',
    address: '/?view=popover',
    until: (page) => page.locator('.balance-figure').waitFor(),
  },
  {
    name: 'the choice of models',
    address: '/?view=popover',
    until: async (page) => {
      await page.locator('button.route').nth(1).click();
      await page.getByRole('dialog').getByText('glm-5').waitFor();
    },
  },
  {
    name: 'the popover after a swap',
    address: '/?view=popover',
    until: async (page) => {
      await page.locator('button.route').nth(1).click();
      await page.getByRole('dialog').getByText('glm-5').click();
      await page.locator('.toast').waitFor();
    },
  },
  {
    name: 'the dashboard',
    address: '/',
    until: async (page) => {
      await page.locator('.request-row').nth(3).waitFor();
      await page.locator('.recharts-bar-rectangle').first().waitFor();
    },
  },
  {
    name: 'the charts as tables',
    address: '/',
    until: async (page) => {
      await page.locator('.recharts-bar-rectangle').first().waitFor();
      const asTable = page.locator('.chart-controls button');
      for (const button of await asTable.all()) await button.click();
      await page.locator('.chart-table').nth(1).waitFor();
    },
  },
  {
    name: 'the list of requests',
    address: '/#requests',
    until: (page) => page.locator('.request-row').nth(3).waitFor(),
  },
  {
    name: 'an opened request',
    address: `/#request/req_${'3'.padStart(32, '0')}`,
    until: (page) => page.locator('.attempt').first().waitFor(),
  },
  {
    name: 'the credits',
    address: '/#credits/codex',
    until: async (page) => {
      await page.locator('.transactions').waitFor();
      await page.locator('.bill').first().waitFor();
    },
  },
  {
    name: 'a top-up that was refused',
    address: '/#credits/codex',
    until: async (page) => {
      await page.locator('td .button').last().click();
      await page.getByRole('dialog').getByRole('textbox').first().fill('much');
      await page.getByRole('dialog').locator('[type="submit"]').click();
      await page.getByRole('dialog').locator('.failure').first().waitFor();
    },
  },
  { name: 'the models', address: '/#models', until: (page) => page.getByText('kimi-k3').waitFor() },
  {
    name: 'the set-up of Claude Code',
    address: '/admin#claude-code',
    until: async (page) => {
      await page.locator('.change-path').nth(2).waitFor();
      for (const more of await page.locator('summary').all()) await more.click();
    },
  },
  {
    name: 'the routes with a rule in its form',
    address: '/admin#routes',
    until: async (page) => {
      await page.locator('.section-header button').click();
      await page.locator('.rules form').waitFor();
    },
  },
  {
    name: 'a trial',
    address: '/admin#routes',
    until: async (page) => {
      await page.getByRole('radio').last().check();
      const body = { model: 'm', messages: [{ role: 'user', content: 'hi' }] };
      await page.locator('textarea').first().fill(JSON.stringify(body));
      await page.locator('button[data-look="primary"]').click();
      await page.locator('[data-outcome="taken"]').waitFor();
    },
  },
  {
    name: 'the clients with a new one in its form',
    address: '/admin#clients',
    until: async (page) => {
      await page.locator('.client').first().waitFor();
      await page.locator('.section-header button').click();
      await page.getByRole('form').waitFor();
    },
  },
  {
    name: 'a budget in its form',
    address: '/admin#budgets',
    until: async (page) => {
      await page.locator('.section-header button').click();
      await page.getByRole('radio').nth(1).check();
    },
  },
  {
    name: 'the log',
    address: '/admin#logs',
    until: (page) => page.locator('.log li').first().waitFor(),
  },
  {
    name: 'the import',
    address: '/admin#import',
    until: (page) => page.locator('summary').click(),
  },
  {
    name: 'the providers',
    address: '/admin#providers',
    until: (page) => page.getByText('$41.27').waitFor(),
  },
  {
    name: 'the choice of a preset',
    address: '/admin#providers/new',
    until: (page) => page.getByText('openrouter.ai').first().waitFor(),
  },
  {
    name: 'a new provider that cannot be reached',
    address: '/admin#providers/new/openai-compatible',
    until: async (page) => {
      await page.locator('input[inputmode="url"]').fill('http://127.0.0.1:9');
      await page.locator('button[type="submit"]').click();
      await page.locator('.test-result').waitFor();
    },
  },
  {
    name: 'a provider with everything unfolded',
    address: '/admin#providers/anthropic',
    until: async (page) => {
      await page.locator('summary').first().waitFor();
      for (const topic of await page.locator('summary').all()) await topic.click();
      for (const add of await page.locator('.topic-body .form-buttons .button').all()) await add.click();
      await page.locator('.topic-body').getByRole('switch').last().click();
      await page.locator('.save-bar button[type="submit"]').click();
      await page.locator('[aria-invalid="true"]').first().waitFor();
    },
  },
  {
    name: 'what is deleted with a provider',
    address: '/admin#providers/anthropic',
    until: async (page) => {
      await page.locator('.provider-head .button').last().click();
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    },
  },
  {
    name: 'the names of models',
    address: '/admin#models',
    until: (page) => page.locator('.ordered-line').first().waitFor(),
  },
  {
    name: 'a name that is added',
    address: '/admin#models',
    until: async (page) => {
      await page.locator('.models-header .button').click();
      await page.getByRole('dialog').getByRole('textbox').waitFor();
    },
  },
  {
    name: 'the general settings',
    address: '/admin#general',
    until: (page) => page.getByRole('combobox').waitFor(),
  },
  { name: 'what this is', address: '/admin#about', until: (page) => page.locator('.about').waitFor() },
];

/** Looks at every page by day and by night; a file for each language, so that they can be looked at side by side. */
export function describeAccessibility(locale: 'en-US' | 'zh-CN'): void {
  describe.skipIf(chromiumPath === undefined)(`in ${locale}`, () => {
    let browser: Browser;
    let seeded: SeededCore;
    let signedIn: OpenPage;
    beforeAll(async () => {
      browser = await launchBrowser();
      seeded = await startSeededCore(12, withAccounts);
      const look = { locale, colorScheme: 'light', reducedMotion: 'reduce' } as const;
      signedIn = await openPage(browser, seeded.core.popoverAddress, look);
    });
    afterAll(async () => {
      await browser.close();
      await seeded[Symbol.asyncDispose]();
    });

    test.for(pages)('axe finds nothing wrong with $name', { timeout: 60_000 }, async ({ address, until }) => {
      const page = await signedIn.page.context().newPage();
      // A page that stays open holds one of the few connections that a browser makes to one address.
      onTestFinished(() => page.close());
      await page.goto(seeded.core.address + address);
      await until(page);
      expect(await violations(new AxeBuilder({ page }))).toEqual([]);
      expect(await whatMoves(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      // Nothing but colours is different by night.
      const byNight = new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']);
      expect(await violations(byNight)).toEqual([]);
    });
  });
}

async function violations(axe: AxeBuilder): Promise<[rule: string, elements: string[]][]> {
  const found = await axe.analyze();
  return found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

/** Elements that move although the system asks for no motion. */
function whatMoves(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => {
        const { animationName, transitionProperty } = getComputedStyle(element);
        return animationName !== 'none' || transitionProperty !== 'none';
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 200)),
  );
}
