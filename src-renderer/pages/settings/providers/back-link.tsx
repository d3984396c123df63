import { useTexts } from '../../../hooks/use-texts.ts';

/** The way back to what a page of the section was reached from. */
export function BackLink({ href }: { href: string }) {
  const { settingsProviders: texts } = useTexts();
  return (
    <p className="back-link">
      <a href={href}>{href === '#providers' ? texts.allProviders : texts.choosePreset}</a>
    </p>
  );
}
