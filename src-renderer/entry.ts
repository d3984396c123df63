import { loadPage } from './load-page.ts';
import { pageOf } from './page-of.ts';

// The page's own code is asked for beside what every page stands on, and not behind it.
const page = loadPage(pageOf(new URL(window.location.href)));
void import('./main.tsx').then(({ start }) => start(page));
