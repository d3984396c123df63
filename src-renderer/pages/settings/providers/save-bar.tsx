import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';

interface SaveBarProps {
  isChanged: boolean;
  isSaving: boolean;
  /** The last attempt was refused. */
  hasRefused: boolean;
  /** What was refused and belongs to no field. */
  rest: readonly string[];
  onDiscard: () => void;
}

/** At the foot of a form for as long as something typed is not saved. */
export function SaveBar({ isChanged, isSaving, hasRefused, rest, onDiscard }: SaveBarProps) {
  const { settingsProviders: texts } = useTexts();
  if (!isChanged) return null;
  return (
    <div className="save-bar" role="region" aria-label={texts.unsaved}>
      <div className="save-bar-words">
        <p>{hasRefused ? texts.refused : texts.unsaved}</p>
        <p className="failure" role="alert">
          {rest.join(' ')}
        </p>
      </div>
      <Button onClick={onDiscard}>{texts.discard}</Button>
      <Button type="submit" look="primary" aria-busy={isSaving}>
        {texts.save}
      </Button>
    </div>
  );
}
