import { expect, test } from 'vitest';
import { pageOf } from '../../src-renderer/page-of.ts';

test.for([
  ['/', 'dashboard'],
  ['/?view=popover', 'popover'],
  ['/?view=other', 'dashboard'],
  ['/admin', 'settings'],
  ['/admin?view=popover#providers', 'settings'],
] as const)('%s is the %s', ([address, page]) => {
  expect(pageOf(new URL(address, 'http://localhost:4000'))).toBe(page);
});
