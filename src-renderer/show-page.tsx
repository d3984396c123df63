import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { ComponentType } from 'react';
import { App } from './app.tsx';
import { firstStatus } from './first-status.ts';
import { createFormat } from './format.ts';
import { chooseLanguage, storedLanguage } from './language.ts';
import { createQueryClient } from './query-client.ts';
import { loadTexts } from './texts/load.ts';
import './styles/tokens.css';
import './styles/base.css';

/** Shows a page in the language of whoever looks at it. */
export async function showPage(Page: ComponentType): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no element with the id "root"');
  const { language, locale } = chooseLanguage(navigator.languages, storedLanguage());
  document.documentElement.lang = language;
  const wording = { texts: await loadTexts(language), format: createFormat(locale) };
  createRoot(root).render(
    <StrictMode>
      <App Page={Page} wording={wording} queryClient={createQueryClient(firstStatus())} />
    </StrictMode>,
  );
}
