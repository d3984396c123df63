import type { Language } from '../language.ts';
import { en } from './en.ts';
import type { Texts } from './en.ts';

/** The texts of a language; all but English come in a file of their own. */
export async function loadTexts(language: Language): Promise<Texts> {
  if (language === 'en') return en;
  return (await import('./zh-cn.ts')).zhCn;
}
