import type { RouteName } from '../src-main/contract/config.ts';

/** Every route, in the order in which people are shown them. */
export const shownRoutes: readonly RouteName[] = [
  'default',
  'think',
  'background',
  'webSearch',
  'image',
  'subagent',
  'longContext',
];
