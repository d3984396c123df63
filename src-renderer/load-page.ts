import type { ComponentType } from 'react';
import type { PageName } from './page-of.ts';

const pages: Readonly<Record<PageName, () => Promise<{ default: ComponentType }>>> = {
  popover: () => import('./pages/popover.tsx'),
  dashboard: () => import('./pages/dashboard.tsx'),
  settings: () => import('./pages/settings.tsx'),
};

/**
 * Loads a page's code; what fails is thrown where the page would stand. Waited for before anything is rendered: React
 * holds a suspended page back for 300 ms once it has shown that there is none.
 */
export async function loadPage(name: PageName): Promise<ComponentType> {
  try {
    return (await pages[name]()).default;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
