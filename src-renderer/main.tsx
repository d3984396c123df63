import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, loadPage } from './app.tsx';
import { createFormat } from './format.ts';
import { chooseLanguage, storedLanguage } from './language.ts';
import { pageOf } from './page-of.ts';
import { loadTexts } from './texts/load.ts';
import './styles/tokens.css';
import './styles/base.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

const { language, locale } = chooseLanguage(navigator.languages, storedLanguage());
document.documentElement.lang = language;
const [Page, texts] = await Promise.all([
  loadPage(pageOf(new URL(window.location.href))),
  loadTexts(language),
]);
const wording = { texts, format: createFormat(locale) };
createRoot(root).render(
  <StrictMode>
    <App Page={Page} wording={wording} />
  </StrictMode>,
);
