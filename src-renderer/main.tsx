import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { ComponentType } from 'react';
import { App } from './app.tsx';
import { createFormat } from './format.ts';
import { chooseLanguage, storedLanguage } from './language.ts';
import { loadTexts } from './texts/load.ts';
import './styles/tokens.css';
import './styles/base.css';

/** Shows a page, once its code and the texts are here. */
export async function start(page: Promise<ComponentType>): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no element with the id "root"');
  const { language, locale } = chooseLanguage(navigator.languages, storedLanguage());
  document.documentElement.lang = language;
  const [Page, texts] = await Promise.all([page, loadTexts(language)]);
  createRoot(root).render(
    <StrictMode>
      <App Page={Page} wording={{ texts, format: createFormat(locale) }} />
    </StrictMode>,
  );
}
