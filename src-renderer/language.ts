/** The languages that the pages speak. */
export const languages = ['en', 'zh-CN'] as const;
/** A language that the pages speak. */
export type Language = (typeof languages)[number];

const storedName = 'signalbox.language';

/** What the texts are in, and the locale of that language in which figures and times are written. */
export interface LanguageChoice {
  language: Language;
  locale: string;
}

/** Chooses by what the person set here, else by what the browser prefers, else English. */
export function chooseLanguage(preferred: readonly string[], chosen: string | null): LanguageChoice {
  const language =
    languages.find((known) => known === chosen) ?? preferred.map(spokenHere).find(Boolean) ?? 'en';
  return { language, locale: preferred.find((locale) => spokenHere(locale) === language) ?? language };
}

/** The language that was chosen here; null where the browser's preference counts. */
export function storedLanguage(): string | null {
  return localStorage.getItem(storedName);
}

/** Keeps the choice for every page of this browser, null to forget it; it shows after a reload. */
export function storeLanguage(language: Language | null): void {
  if (language === null) localStorage.removeItem(storedName);
  else localStorage.setItem(storedName, language);
}

function spokenHere(locale: string): Language | undefined {
  const [name = '', ...subtags] = locale.toLowerCase().split('-');
  if (name === 'en') return 'en';
  // Traditional characters are not what we have: English is read more easily than the wrong script.
  const isTraditional = subtags.some((subtag) => ['hant', 'tw', 'hk', 'mo'].includes(subtag));
  return name === 'zh' && !isTraditional ? 'zh-CN' : undefined;
}
