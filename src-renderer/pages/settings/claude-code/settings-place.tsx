import { useState } from 'react';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/field.tsx';
import { Form, FormActions, More } from '../../../parts/form.tsx';

interface SettingsPlaceProps {
  /** Undefined for the usual file. */
  current: string | undefined;
  onChoose: (settingsPath: string | undefined) => void;
}

/** For those whose settings are in another file than the usual one. */
export function SettingsPlace({ current, onChoose }: SettingsPlaceProps) {
  const { claudeCode } = useTexts().admin;
  const [path, setPath] = useState(current ?? '');
  return (
    <More title={claudeCode.place.title}>
      <Form label={claudeCode.place.title} onSubmit={() => onChoose(path.trim() || undefined)}>
        <TextField
          label={claudeCode.place.label}
          hint={claudeCode.place.hint}
          placeholder="~/.claude/settings.json"
          value={path}
          onChange={(event) => setPath(event.target.value)}
        />
        <FormActions>
          <Button type="submit">{claudeCode.place.use}</Button>
        </FormActions>
      </Form>
    </More>
  );
}
