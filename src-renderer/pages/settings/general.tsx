import { Desktop } from './general/desktop.tsx';
import { History } from './general/history.tsx';
import { LanguageChoice } from './general/language.tsx';
import { ServerPlace } from './general/server-place.tsx';

/** Where Signalbox listens, what it keeps, and how it behaves on the desktop. */
export function GeneralSection() {
  return (
    <>
      <LanguageChoice />
      <Desktop />
      <ServerPlace />
      <History />
    </>
  );
}
