import { isRecord, type Settings } from './places.ts';
import { editText } from '../../config/edit-text.ts';
import { shownUrl } from './shown.ts';

const secretName = /token|key|secret|password|credential|header|auth/i;

/** The text of a settings file with the values of its environment that are or hold secrets taken out. */
export function maskedCopy(text: string, settings: Settings): string {
  const env = settings['env'];
  if (!isRecord(env)) return text;
  return Object.entries(env).reduce((masked, [name, value]) => {
    if (secretName.test(name)) return editText(masked, ['env', name], '…masked…');
    return typeof value === 'string' && shownUrl(value) !== value
      ? editText(masked, ['env', name], shownUrl(value))
      : masked;
  }, text);
}
